import { sql, type Transaction } from 'kysely'
import type { HandleKind } from '../../contract/known-handle.ts'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { changedByBrand } from '../mentions/changed.ts'
import { createHandleBook, type HandleBook } from './handle-book.ts'

const lookBackDays = 30
/** So many mentions are looked at by one statement, which is short whatever it finds. */
const pageSize = 20_000

type Authored = {
  id: number
  brandId: number
  source: string
  author: string | null
  authorUrl: string | null
  kind: HandleKind | null
}

/**
 * Says on the mentions of the last 30 days whose author may have this handle whether it is one of ours now. What stands
 * in the queue stays there: people decide about that.
 */
export async function markAuthors(store: Store, handle: string): Promise<void> {
  let after = 0
  let changed = false
  for (;;) {
    const page = await store.db.transaction().execute((tx) => markPage(tx, handle, after))
    changed ||= page.changed
    if (page.reached === null) break
    after = page.reached
  }
  if (changed) store.poke({ about: 'change' })
}

async function markPage(
  tx: Transaction<Tables>,
  handle: string,
  after: number,
): Promise<{ changed: boolean; reached: number | null }> {
  const to = await endOfPage(tx, after)
  if (to === null) return { changed: false, reached: null }
  const page = await readPage(tx, handle, { after, to })
  const book = await readBook(tx)
  const marked = page
    .map((one) => ({ ...one, now: book.kindOf(one.source, one.author, one.authorUrl) }))
    .filter(({ kind, now }) => kind !== now)
  if (marked.length > 0)
    await sql`
      UPDATE mention m SET author_kind = given.now
      FROM json_to_recordset(${JSON.stringify(marked)}::json) AS given (id bigint, now text)
      WHERE m.id = given.id`.execute(tx)
  await recordChanges(tx, changedByBrand(marked))
  return { changed: marked.length > 0, reached: to }
}

const recent = sql`m.heard_at >= now() - ${sql.lit(lookBackDays)} * interval '1 day'`

async function endOfPage(tx: Transaction<Tables>, after: number): Promise<number | null> {
  const { rows } = await sql<{ to: number | null }>`
    SELECT max(id) AS to FROM (
      SELECT m.id FROM mention m WHERE m.id > ${after} AND ${recent} ORDER BY m.id LIMIT ${pageSize}
    ) page`.execute(tx)
  return rows[0]!.to
}

/** More than those who have the handle: names in which it occurs. */
async function readPage(
  tx: Transaction<Tables>,
  handle: string,
  { after, to }: { after: number; to: number },
): Promise<Authored[]> {
  const [name = handle] = handle.split('@')
  const { rows } = await sql<Authored>`
    SELECT m.id, m.brand_id AS "brandId", m.source, i.author, i.author_url AS "authorUrl", m.author_kind AS kind
    FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.id > ${after} AND m.id <= ${to} AND ${recent}
      AND (strpos(lower(normalize(i.author, NFKC)), ${name}) > 0 OR strpos(lower(i.author_url), ${name}) > 0
        OR strpos(i.author_url, '%') > 0)
    ORDER BY m.id FOR NO KEY UPDATE OF m`.execute(tx)
  return rows
}

async function readBook(tx: Transaction<Tables>): Promise<HandleBook> {
  const handles = await tx.selectFrom('known_handle').select(['source', 'handle', 'kind']).execute()
  return createHandleBook(handles)
}

import { sql, type Transaction } from 'kysely'
import type { Brand, BrandChange } from '../../contract/brand.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { askForRescoring } from '../rescoring/ask.ts'
import { checkQueries } from './check-queries.ts'
import { readBrand } from './list.ts'
import { refuseTakenName } from './name-taken.ts'

/**
 * Changes a brand. New or changed queries are then matched with the items kept: workers see on the brand's row that
 * this is owed. Mentions that are there already stay, and what a new threshold or urgent reasons let into the queue
 * counts for what comes next; but how fast answers are owed is brought to all of them, which workers see, too.
 * @throws Problem not_found, invalid_query, invalid_request, name_taken
 */
export async function changeBrand(store: Store, by: Viewer, id: number, body: BrandChange): Promise<Brand> {
  if (body.queries) checkQueries(body.queries)
  const brand = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const before = await readBrand(tx, id)
    const asksMore = body.queries ? await replaceQueries(tx, before, body.queries) : false
    const answerWithin = body.answerWithinMinutes ?? before.answerWithinMinutes
    const returns = before.archived && body.archived === false
    await refuseTakenName(body.name ?? before.name, () =>
      tx
        .updateTable('brand')
        .set({
          name: body.name ?? before.name,
          queue_threshold: body.queueThreshold ?? before.queueThreshold,
          queue_urgent: body.queueUrgent ?? before.queueUrgent,
          answer_within_minutes: answerWithin,
          ...((asksMore || returns) && { rematch_after: 0 }),
          ...(body.archived !== undefined && {
            archived_at: body.archived ? sql`coalesce(archived_at, now())` : null,
          }),
        })
        .where('id', '=', id)
        .execute(),
    )
    // One that was archived has been left alone meanwhile.
    if (returns || answerWithin !== before.answerWithinMinutes) await askForRescoring(tx, id, by.id)
    return readBrand(tx, id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return brand
}

/** Makes the list of queries the given one; whether any of it is new. */
async function replaceQueries(
  tx: Transaction<Tables>,
  brand: Brand,
  queries: NonNullable<BrandChange['queries']>,
): Promise<boolean> {
  const known = new Map(brand.queries.map((query) => [query.id, query.text]))
  const stranger = queries.findIndex(({ id }) => id !== undefined && !known.has(id))
  if (stranger >= 0) {
    throw new Problem('invalid_request', 'One of the queries was removed meanwhile. Load the brand again.', {
      fields: [{ path: `queries/${stranger}/id`, message: 'This brand has no such query.' }],
    })
  }
  const kept = new Set(queries.map(({ id }) => id))
  const removed = brand.queries.filter((query) => !kept.has(query.id)).map((query) => query.id)
  const added = queries.filter(({ id }) => id === undefined)
  const changed = queries.filter(({ id, text }) => id !== undefined && known.get(id) !== text)
  if (removed.length > 0) await tx.deleteFrom('query').where('id', 'in', removed).execute()
  for (const { id, text } of changed)
    await tx.updateTable('query').set({ text }).where('id', '=', id!).execute()
  if (added.length > 0)
    await tx
      .insertInto('query')
      .values(added.map(({ text }) => ({ brand_id: brand.id, text })))
      .execute()
  return added.length + changed.length > 0
}

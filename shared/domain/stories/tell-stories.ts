import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { mostOfAKey, StoryBook, type Repeat, type Story, type Teller } from './story-book.ts'
import { storyKeys } from './story-keys.ts'
import { storyTakenSql } from './story-taken.ts'
import type { Told } from './telling.ts'

/**
 * Finds those mentions, made in this transaction in the queue or the stream, that repeat what another of the brand said in
 * the last days: they become part of its story, and leave the queue when the story has been there. Call it under
 * `lockBrands`.
 * @returns the first mentions whose stories have grown.
 */
export async function tellStories(
  tx: Transaction<Tables>,
  tellers: readonly Teller[],
): Promise<{ id: number; brandId: number }[]> {
  if (tellers.length === 0) return []
  const keyed = tellers
    .map((teller) => ({ teller, keys: storyKeys(teller.brandId, teller.told) }))
    .toSorted((a, b) => a.teller.id - b.teller.id)
  const known = await readStories(
    tx,
    keyed.flatMap(({ keys }) => keys),
  )
  const book = new StoryBook(known)
  const repeats: (Repeat & { id: number })[] = []
  const heads: { key: number; id: number }[] = []
  const grown = new Map<number, number>()
  for (const { teller, keys } of keyed) {
    const repeat = book.tell(teller, keys)
    if (repeat) {
      repeats.push({ id: teller.id, ...repeat })
      grown.set(repeat.storyId, teller.brandId)
    } else heads.push(...keys.map((key) => ({ key, id: teller.id })))
  }
  await noteHeads(tx, heads)
  await noteRepeats(tx, repeats)
  return [...grown].map(([id, brandId]) => ({ id, brandId }))
}

/** The stories under each key. */
async function readStories(tx: Transaction<Tables>, keys: readonly number[]): Promise<Map<number, Story[]>> {
  const { rows } = await sql<{ key: number; id: number }>`
    SELECT wanted.key, found.mention_id AS id
    FROM unnest(${arrayOf(new Set(keys))}::bigint[]) AS wanted (key) CROSS JOIN LATERAL (
      SELECT mention_id FROM likeness WHERE likeness.key = wanted.key ORDER BY mention_id DESC LIMIT ${mostOfAKey}
    ) found`.execute(tx)
  const book = new Map<number, Story[]>()
  if (rows.length === 0) return book
  const { rows: heads } = await sql<Omit<Story, 'told'> & Told>`
    SELECT m.id AS "headId", m.brand_id AS "brandId", m.author_key AS "authorKey", i.title, i.text,
      ${storyTakenSql(sql`m.id`)} AS taken
    FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.id = ANY(${[...new Set(rows.map(({ id }) => id))]}::bigint[])`.execute(tx)
  const byId = new Map(
    heads.map(({ title, text, ...head }) => [head.headId, { ...head, told: { title, text } }]),
  )
  for (const { key, id } of rows) {
    const story = byId.get(id)
    if (story) book.set(key, [...(book.get(key) ?? []), story])
  }
  return book
}

async function noteHeads(
  tx: Transaction<Tables>,
  heads: readonly { key: number; id: number }[],
): Promise<void> {
  if (heads.length === 0) return
  await sql`
    INSERT INTO likeness (key, mention_id)
    SELECT * FROM unnest(${arrayOf(heads.map(({ key }) => key))}::bigint[],
      ${arrayOf(heads.map(({ id }) => id))}::bigint[])`.execute(tx)
}

/** PostgreSQL's writing of whole numbers: many times faster than the driver's, which thinks of everything. */
const arrayOf = (numbers: Iterable<number>) => `{${[...numbers].join(',')}}`

/** They were made in this transaction: nobody has seen them in the queue. */
async function noteRepeats(
  tx: Transaction<Tables>,
  repeats: readonly (Repeat & { id: number })[],
): Promise<void> {
  if (repeats.length === 0) return
  await sql`
    WITH given AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${JSON.stringify(repeats)}::json)
        AS given (id bigint, "storyId" bigint, stays boolean)
    ), grown AS (
      SELECT m.id, count.more FROM mention m JOIN (
        SELECT "storyId", count(*)::integer AS more FROM given GROUP BY 1
      ) count ON count."storyId" = m.id ORDER BY m.id FOR NO KEY UPDATE OF m
    ), heads AS (
      UPDATE mention m SET story_size = m.story_size + grown.more FROM grown WHERE m.id = grown.id
    )
    UPDATE mention m SET story_id = given."storyId",
      state = CASE WHEN given.stays THEN m.state ELSE 'stream' END,
      queued_at = CASE WHEN given.stays THEN m.queued_at END
    FROM given WHERE m.id = given.id`.execute(tx)
}

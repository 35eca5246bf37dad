import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { changedByBrand, mergeChanged, type ChangedByBrand } from '../mentions/changed.ts'
import { readStories } from './read-stories.ts'
import { replaceEntries } from './replace-entries.ts'
import { byPublication, StoryBook, type Part, type Teller } from './story-book.ts'
import { storyKeys } from './story-keys.ts'

/**
 * Finds those mentions, made in this transaction in the queue or the stream, that repeat what another of the brand said in
 * the last days: they become part of its story, and leave the queue when the story has been there. What waits there for it
 * and was published later leaves it instead, when nobody has been at it. Call it under `lockBrands`.
 * @returns mentions that were there before and have changed: the first of stories that have grown, and all of a story
 *   that has another first.
 */
export async function tellStories(
  tx: Transaction<Tables>,
  tellers: readonly Teller[],
): Promise<ChangedByBrand> {
  if (tellers.length === 0) return new Map()
  const keyed = tellers
    .map((teller) => ({ teller, keys: storyKeys(teller.brandId, teller.told) }))
    .toSorted((a, b) => byPublication(a.teller, b.teller))
  const oldest = keyed.find(({ teller }) => teller.isQueued)?.teller.publishedAt ?? null
  const known = await readStories(tx, new Set(keyed.flatMap(({ keys }) => keys)), oldest)
  const book = new StoryBook(known)
  const parts: (Part & { id: number })[] = []
  const heads: { key: number; id: number }[] = []
  const grown: { id: number; brandId: number }[] = []
  for (const { teller, keys } of keyed) {
    const { id, brandId } = teller
    const part = book.tell(teller, keys)
    if (part === null || part.storyId === id) heads.push(...keys.map((key) => ({ key, id })))
    if (part === null) continue
    parts.push({ ...part, id })
    if (part.storyId !== id) grown.push({ id: part.storyId, brandId })
  }
  await noteHeads(tx, heads)
  await noteRepeats(
    tx,
    parts.filter(({ id, storyId }) => storyId !== id),
  )
  // After that, for some of these may have joined a story before another of them became its first.
  const turned = await replaceEntries(
    tx,
    parts.flatMap(({ id, replaces }) => (replaces === null ? [] : [{ entry: replaces, by: id }])),
  )
  return mergeChanged(changedByBrand(grown), turned)
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
  repeats: readonly (Part & { id: number })[],
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

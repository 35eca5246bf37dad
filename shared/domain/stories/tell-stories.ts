import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { isRepeat } from './is-repeat.ts'
import { storyKeys } from './story-keys.ts'
import { storyTakenSql } from './story-taken.ts'
import type { Told } from './telling.ts'

/** A mention that was made in this transaction, in the queue or the stream. */
export type Teller = { id: number; brandId: number; authorKey: string | null; isQueued: boolean; told: Told }

/** `taken`: of those that tell a story, one is or was in the queue, so that the others need not. */
type Story = {
  headId: number
  brandId: number
  authorKey: string | null
  told: Told
  taken: boolean
  more: number
}
type Repeat = { id: number; storyId: number; stays: boolean }

/** So many posts under one key are looked at, the newest: a phrase that everybody uses must not cost more. */
const mostOfAKey = 4

/**
 * Finds those that repeat what another mention of the brand said in the last days: they become part of its story and
 * leave the queue, when the story has been there. What an author says again is never folded away: it is news about the
 * old post. Call it under `lockBrands`.
 * @returns the first mentions whose stories have grown, and the new mentions that are not in the queue any more.
 */
export async function tellStories(
  tx: Transaction<Tables>,
  tellers: readonly Teller[],
): Promise<{ grown: { id: number; brandId: number }[]; folded: Set<number> }> {
  if (tellers.length === 0) return { grown: [], folded: new Set() }
  const keyed = tellers
    .map((teller) => ({ teller, keys: storyKeys(teller.brandId, teller.told) }))
    .toSorted((a, b) => a.teller.id - b.teller.id)
  const book = await readStories(
    tx,
    keyed.flatMap(({ keys }) => keys),
  )
  const repeats: Repeat[] = []
  const heads: { key: number; id: number }[] = []
  for (const { teller, keys } of keyed) {
    const story = candidates(book, keys).find((one) => repeatsStory(teller, one))
    if (story) {
      const stays = teller.isQueued && !story.taken
      if (stays) story.taken = true
      story.more += 1
      repeats.push({ id: teller.id, storyId: story.headId, stays })
    } else {
      const { id, isQueued, ...rest } = teller
      const own: Story = { ...rest, headId: id, taken: isQueued, more: 0 }
      for (const key of keys) {
        heads.push({ key, id })
        const others = book.get(key)
        if (others === undefined) book.set(key, [own])
        else others.splice(0, Math.max(0, others.push(own) - mostOfAKey))
      }
    }
  }
  await noteHeads(tx, heads)
  await noteRepeats(tx, repeats)
  const grown = new Set([...book.values()].flat().filter(({ more }) => more > 0))
  return {
    grown: [...grown].map(({ headId, brandId }) => ({ id: headId, brandId })),
    folded: new Set(repeats.flatMap(({ id, stays }) => (stays ? [] : [id]))),
  }
}

function candidates(book: ReadonlyMap<number, Story[]>, keys: readonly number[]): Story[] {
  const found = new Set<Story>()
  for (const key of keys) for (const story of book.get(key) ?? []) found.add(story)
  return found.size < 2 ? [...found] : [...found].toSorted((a, b) => a.headId - b.headId)
}

function repeatsStory({ brandId, authorKey, told }: Teller, story: Story): boolean {
  if (story.brandId !== brandId) return false
  if (authorKey !== null && authorKey === story.authorKey) return false
  return isRepeat(story.told, told)
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
  const { rows: heads } = await sql<Omit<Story, 'told' | 'more'> & Told>`
    SELECT m.id AS "headId", m.brand_id AS "brandId", m.author_key AS "authorKey", i.title, i.text,
      ${storyTakenSql(sql`m.id`)} AS taken
    FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.id = ANY(${[...new Set(rows.map(({ id }) => id))]}::bigint[])`.execute(tx)
  const byId = new Map(
    heads.map(({ title, text, ...head }) => [head.headId, { ...head, told: { title, text }, more: 0 }]),
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
async function noteRepeats(tx: Transaction<Tables>, repeats: readonly Repeat[]): Promise<void> {
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

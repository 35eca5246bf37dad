import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { mostOfAKey, type Entry, type Story } from './story-book.ts'
import { storyTakenSql } from './story-taken.ts'
import type { Told } from './telling.ts'

/**
 * The stories under each key.
 * @param oldest when the oldest complaint was published that is to be told; null: none of them complains.
 */
export async function readStories(
  tx: Transaction<Tables>,
  keys: ReadonlySet<number>,
  oldest: Date | null,
): Promise<Map<number, Story[]>> {
  const { rows } = await sql<{ key: number; id: number }>`
    SELECT wanted.key, found.mention_id AS id
    FROM unnest(${`{${[...keys].join(',')}}`}::bigint[]) AS wanted (key) CROSS JOIN LATERAL (
      SELECT mention_id FROM likeness WHERE likeness.key = wanted.key ORDER BY mention_id DESC LIMIT ${mostOfAKey}
    ) found`.execute(tx)
  const book = new Map<number, Story[]>()
  if (rows.length === 0) return book
  const storyOf = await readHeads(tx, new Set(rows.map(({ id }) => id)), oldest)
  for (const { key, id } of rows) {
    const story = storyOf.get(id)
    if (story) book.set(key, [...(book.get(key) ?? []), story])
  }
  return book
}

/** The stories by the mentions that were once noted as the first of one: another may be the first by now. */
async function readHeads(
  tx: Transaction<Tables>,
  noted: ReadonlySet<number>,
  oldest: Date | null,
): Promise<Map<number, Story>> {
  const { rows } = await sql<Omit<Story, 'told' | 'entry'> & Told & { notedId: number }>`
    SELECT noted.id AS "notedId", m.id AS "headId", m.brand_id AS "brandId", m.author_key AS "authorKey", i.title, i.text,
      ${storyTakenSql(sql`m.id`)} AS taken
    FROM mention noted JOIN mention m ON m.id = coalesce(noted.story_id, noted.id) JOIN item i ON i.id = m.item_id
    WHERE noted.id = ANY(${[...noted]}::bigint[])`.execute(tx)
  const taken = rows.filter((row) => row.taken).map(({ headId }) => headId)
  const entries = oldest === null ? new Map<number, Entry>() : await lockEntries(tx, taken, oldest)
  const byHead = new Map<number, Story>()
  return new Map(
    rows.map(({ notedId, title, text, ...head }) => {
      const { headId } = head
      const story = byHead.get(headId) ?? {
        ...head,
        told: { title, text },
        entry: entries.get(headId) ?? null,
      }
      byHead.set(headId, story)
      return [notedId, story]
    }),
  )
}

/**
 * Of these stories, what waits in the queue for all of them, was published after `oldest`, and no person has ever touched;
 * by the story's first mention. Nobody can claim them until this transaction ends.
 */
async function lockEntries(
  tx: Transaction<Tables>,
  headIds: readonly number[],
  oldest: Date,
): Promise<Map<number, Entry>> {
  if (headIds.length === 0) return new Map()
  const { rows } = await sql<Omit<Entry, 'told'> & Told & { headId: number }>`
    SELECT head.id AS "headId", m.id, m.author_key AS "authorKey", m.published_at AS "publishedAt", i.title, i.text
    FROM mention head CROSS JOIN LATERAL (
      SELECT head.id WHERE head.state = 'queued'
      UNION ALL (
        SELECT other.id FROM mention other
        WHERE head.state IN ('stream', 'aside') AND other.story_id = head.id AND other.state = 'queued'
        ORDER BY other.published_at, other.id LIMIT 1)
    ) entry JOIN mention m ON m.id = entry.id JOIN item i ON i.id = m.item_id
    WHERE head.id = ANY(${[...new Set(headIds)]}::bigint[]) AND m.state = 'queued' AND m.published_at > ${oldest}
    ORDER BY m.id FOR NO KEY UPDATE OF m`.execute(tx)
  const touched = await touchedByPeople(
    tx,
    rows.map(({ id }) => id),
  )
  return new Map(
    rows
      .filter(({ id }) => !touched.has(id))
      .map(({ headId, title, text, ...entry }) => [headId, { ...entry, told: { title, text } }]),
  )
}

/** Asked once they are locked: whoever was at one of them until then has written it. */
async function touchedByPeople(tx: Transaction<Tables>, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`SELECT DISTINCT mention_id AS id FROM history
    WHERE mention_id = ANY(${[...ids]}::bigint[]) AND actor_id IS NOT NULL`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

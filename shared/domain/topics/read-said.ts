import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import type { Said } from './find-rising.ts'
import { textAtMost } from './read-terms.ts'

/** What one look costs is bounded by these, however much is said. */
export const windowAtMost = 5_000
const pastAtMost = 20_000
const atOnce = 500

const dayMs = 86_400_000

/** Mentions `m` that are the first of their story, not set aside, and not by one of ours. */
export const countsForTopics = sql`m.state <> 'aside' AND m.story_id IS NULL AND m.author_kind IS NULL`
// Where the source does not tell who somebody is, the name must do.
const columns = sql`m.id, m.language, coalesce(m.author_key, m.source || ' ' || lower(i.author)) AS author,
  coalesce(substring(i.url FROM '^https?://([^/]+)'), m.feed_id::text) AS site,
  left(i.title, 400) AS title, left(i.text, ${sql.lit(2 * textAtMost)}) AS text,
  (extract(epoch FROM m.published_at) * 1000)::float8 AS at`

/** What was said about a brand in the time before `now`, newest first: all of it, or the newest. */
export async function readWindow(
  connection: Connection,
  brandId: number,
  { now, lengthMs }: { now: Date; lengthMs: number },
): Promise<Said[]> {
  const from = new Date(now.getTime() - lengthMs)
  const { rows } = await sql<Said>`
    SELECT ${columns} FROM mention m JOIN item i ON i.id = m.item_id
    WHERE m.brand_id = ${brandId} AND m.published_at > ${from} AND m.published_at <= ${now} AND ${countsForTopics}
    ORDER BY m.published_at DESC, m.id DESC LIMIT ${windowAtMost}`.execute(connection)
  return rows
}

/**
 * What was said in the 28 days before a window, newest first: all of it, or every `stride`th. Where the window is shorter
 * than a day, because so much is said, only what was said at the same times of day.
 */
export async function readPast(
  connection: Connection,
  brandId: number,
  { now, from, lengthMs }: { now: Date; from: Date; lengthMs: number },
): Promise<{ past: AsyncIterable<Said>; stride: number }> {
  const atSameTime =
    lengthMs >= dayMs
      ? sql`TRUE`
      : sql`(extract(epoch FROM ${now}::timestamptz - m.published_at) * 1000)::bigint % ${sql.lit(dayMs)} < ${lengthMs}`
  // From the index of the stream alone.
  const before = sql`mention m WHERE m.brand_id = ${brandId} AND m.state <> 'aside' AND m.published_at <= ${from}
    AND m.published_at > ${new Date(from.getTime() - 28 * dayMs)} AND ${atSameTime}`
  const counted = await sql<{ count: number }>`SELECT count(*) FROM ${before}`.execute(connection)
  const stride = Math.max(1, Math.ceil(counted.rows[0]!.count / pastAtMost))
  const { rows } = await sql<{ id: number }>`
    SELECT id FROM (
      SELECT m.id, row_number() OVER (ORDER BY m.published_at DESC, m.id DESC) AS place FROM ${before}
    ) ranked WHERE place % ${stride} = 0 ORDER BY place`.execute(connection)
  return { past: readAll(connection, rows), stride }
}

async function* readAll(connection: Connection, mentions: readonly { id: number }[]): AsyncGenerator<Said> {
  for (let from = 0; from < mentions.length; from += atOnce) {
    const ids = mentions.slice(from, from + atOnce).map(({ id }) => id)
    const { rows } = await sql<Said>`
      SELECT ${columns} FROM mention m JOIN item i ON i.id = m.item_id
      WHERE m.id = ANY(${ids}::bigint[]) AND ${countsForTopics}
      ORDER BY m.published_at DESC, m.id DESC`.execute(connection)
    yield* rows
  }
}

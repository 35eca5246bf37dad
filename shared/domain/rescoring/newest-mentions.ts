import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { isBefore, pastMentionColumns, placeOf, type PastMention, type Place } from './past-mention.ts'

/** Few enough that a page of the longest texts there are is read and judged in a fraction of a second. */
const pageSize = 100
const mostMentions = 5_000
/** So that a preview answers within some two seconds. */
const patienceMs = 1_500

/**
 * What previews look at: a brand's newest mentions that are not set aside, newest first, page after page; at most 5,000,
 * and as many as can be looked at in 1.5 seconds.
 */
export async function* newestMentions(
  connection: Connection,
  brandId: number,
): AsyncGenerator<PastMention[]> {
  const until = performance.now() + patienceMs
  let before: Place | null = null
  for (let seen = 0; seen < mostMentions && performance.now() < until; seen += pageSize) {
    const page: PastMention[] = await readPage(connection, brandId, before)
    yield page
    if (page.length < pageSize) return
    before = placeOf(page.at(-1)!)
  }
}

async function readPage(
  connection: Connection,
  brandId: number,
  before: Place | null,
): Promise<PastMention[]> {
  const { rows } = await sql<PastMention>`
    SELECT ${pastMentionColumns}
    FROM (
      SELECT * FROM mention m WHERE m.brand_id = ${brandId} AND m.state <> 'aside' AND ${isBefore(before)}
      ORDER BY m.published_at DESC, m.id DESC LIMIT ${pageSize}
    ) m JOIN item i ON i.id = m.item_id
    ORDER BY m.published_at DESC, m.id DESC`.execute(connection)
  return rows
}

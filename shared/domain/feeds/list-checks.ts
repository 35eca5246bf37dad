import type { FeedCheck } from '../../contract/feed.ts'
import type { Store } from '../../database/store.ts'
import { readFeed } from './list.ts'

/** So many checks of each feed are kept and shown. */
export const checksKept = 50

/** The last checks of a feed, newest first. @throws Problem not_found */
export async function listChecks(store: Store, feedId: number): Promise<FeedCheck[]> {
  await readFeed(store.db, feedId)
  const rows = await store.db
    .selectFrom('feed_check')
    .selectAll()
    .where('feed_id', '=', feedId)
    .orderBy('id', 'desc')
    .limit(checksKept)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at.toISOString(),
    durationMs: row.duration_ms,
    outcome: row.outcome,
    httpStatus: row.http_status,
    finalUrl: row.final_url,
    bytes: row.bytes,
    items: row.items,
    newItems: row.new_items,
    mentions: row.mentions,
    problem: row.problem as FeedCheck['problem'],
  }))
}

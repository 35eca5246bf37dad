import { sql } from 'kysely'
import type { Feed } from '../../contract/feed.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readFeed } from './list.ts'

/**
 * Asks for a check now: workers see it within a second, when it is its host's turn. When one is running it counts; when
 * that was lost, another begins.
 * @throws Problem not_found, invalid_request when the feed is switched off, feed_blocked when its host wants to be left
 * alone (facts: `until`)
 */
export async function markDue(store: Store, id: number): Promise<Feed> {
  const { blocked } = await readFeed(store.db, id)
  if (blocked !== null)
    throw new Problem('feed_blocked', `${blocked.detail} It is checked then by itself.`, {
      facts: { until: blocked.until },
    })
  const { numUpdatedRows } = await store.db
    .updateTable('feed')
    .set({ next_check_at: sql`now()` })
    .where('id', '=', id)
    .where('enabled', '=', true)
    .executeTakeFirst()
  const feed = await readFeed(store.db, id)
  if (numUpdatedRows === 0n)
    throw new Problem('invalid_request', 'This feed is switched off. Switch it on to check it.')
  return feed
}

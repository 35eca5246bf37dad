import { sql } from 'kysely'
import { machineProblem } from '../../database/machine-problem.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import type { DueFeed } from './lease.ts'
import { recordFailure, unexpected } from './record-check.ts'

/**
 * Sets a feed aside whose polls keep breaking, with the reason where its admin sees it. It is tried again after the
 * same growing waits as a feed that does not answer. What was pushed for it may be what breaks: it is let go, and the feed
 * is asked.
 */
export async function parkFeed(store: Store, feedId: number, error: Error): Promise<void> {
  const { rows } = await sql<DueFeed>`
    SELECT id, url, interval_seconds AS "intervalSeconds", consecutive_failures AS "consecutiveFailures",
      now() AS "startedAt"
    FROM feed WHERE id = ${feedId}`.execute(store.db)
  if (!rows[0]) return
  const machine = machineProblem(error)
  if (!machine) await store.db.deleteFrom('push').where('feed_id', '=', feedId).execute()
  const problem = error instanceof Problem ? error : (machine ?? unexpected(error))
  await recordFailure(store.db, rows[0], problem)
  store.poke({ about: 'setup', what: 'feeds' })
}

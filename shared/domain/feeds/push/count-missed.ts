import { sql } from 'kysely'
import type { Store } from '../../../database/store.ts'
import type { DueFeed } from '../lease.ts'

/** A hub is no longer relied on after so many polls in a row that found what it had not pushed. */
const missesAllowed = 3
const why = 'The hub did not push what polls found, so Earshot polls again.'

/**
 * Holds against a hub what a poll found and it had not pushed, though it was to; a poll that found nothing new after a push
 * speaks for it.
 * @param missed new items that were published long enough ago.
 */
export async function countMissed({ db, poke }: Store, feed: DueFeed, missed: number): Promise<void> {
  const { lastSuccessAt, subscription } = feed
  const since = subscription?.since ?? null
  if (since === null || lastSuccessAt === null || lastSuccessAt < since) return
  if (missed === 0) {
    const proven = (subscription?.lastPushAt ?? since) > lastSuccessAt
    if (proven) await sql`UPDATE subscription SET missed = 0 WHERE feed_id = ${feed.id}`.execute(db)
    return
  }
  const { rows } = await sql<{ dropped: boolean }>`
    UPDATE subscription SET missed = missed + 1,
      state = CASE WHEN missed + 1 >= ${missesAllowed} THEN 'ended' ELSE state END,
      detail = CASE WHEN missed + 1 >= ${missesAllowed} THEN ${why}::text ELSE detail END,
      ask_at = CASE WHEN missed + 1 >= ${missesAllowed} THEN now() ELSE ask_at END
    WHERE feed_id = ${feed.id} AND state = 'active' RETURNING state = 'ended' AS dropped`.execute(db)
  if (!rows[0]?.dropped) return
  await sql`
    UPDATE feed SET next_check_at = least(next_check_at, now() + interval_seconds * interval '1 second')
    WHERE id = ${feed.id}`.execute(db)
  poke({ about: 'setup', what: 'feeds' })
}

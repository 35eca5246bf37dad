import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from '../../../database/store.ts'
import type { ListeningTools } from '../../listening/tools.ts'
import type { DueFeed } from '../lease.ts'

/** A hub that lost pushes gets another chance. */
const againAfterDays = 30

/**
 * Notes that a feed's document names a hub: it is to be asked for pushes, unless that was done already. Nothing is noted
 * where hubs cannot reach us.
 */
export async function noteHub(
  { vault, callbackOrigin }: Pick<ListeningTools, 'vault' | 'callbackOrigin'>,
  { db }: Store,
  feed: DueFeed,
  offer: { hub: string; topic: string } | null,
): Promise<void> {
  if (offer === null || callbackOrigin === null) return
  if (feed.subscription?.hub === offer.hub && feed.subscription.topic === offer.topic) return
  const token = randomBytes(24).toString('base64url')
  const secret = vault.lock(randomBytes(32).toString('hex'))
  await sql`
    INSERT INTO subscription AS known (feed_id, hub, topic, token, secret, state)
    VALUES (${feed.id}, ${offer.hub}, ${offer.topic}, ${token}, ${secret}, 'asked')
    ON CONFLICT (feed_id) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, token = excluded.token,
      secret = excluded.secret, state = 'asked', ask_at = now(), asked_at = NULL, active_since = NULL,
      lease_until = NULL, last_push_at = NULL, missed = 0, detail = NULL
    WHERE (known.hub, known.topic) IS DISTINCT FROM (excluded.hub, excluded.topic) OR (known.state = 'ended'
      AND (known.detail IS NULL OR known.asked_at < now() - ${sql.lit(againAfterDays)} * interval '1 day'))
    `.execute(db)
}

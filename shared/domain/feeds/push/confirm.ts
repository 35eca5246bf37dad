import { sql } from 'kysely'
import { z } from 'zod'
import type { Store } from '../../../database/store.ts'

const shortestLease = 300
const longestLease = 30 * 86_400
/** A lease is renewed when so much of it is over. */
const renewAfter = 0.9

const asked = z.object({
  'hub.mode': z.enum(['subscribe', 'unsubscribe']),
  'hub.topic': z.string(),
  'hub.challenge': z.string().min(1).max(2000),
  'hub.lease_seconds': z.coerce.number().min(0).catch(86_400).optional(),
})
const denied = z.object({
  'hub.mode': z.literal('denied'),
  'hub.topic': z.string(),
  'hub.reason': z.string().optional(),
})

/**
 * A hub asks whether a subscription is ours, or says that it denies it.
 * @returns what to answer it; null when nothing like that was asked for: then it must not go on.
 */
export async function confirmSubscription(
  { db, poke }: Store,
  token: string,
  query: unknown,
): Promise<string | null> {
  const refusal = denied.safeParse(query)
  if (refusal.success) {
    const { 'hub.topic': topic, 'hub.reason': reason = '' } = refusal.data
    const detail = `The hub does not push this feed${reason && `: ${reason.slice(0, 200).toWellFormed()}`}.`
    const { numAffectedRows: denials } = await sql`
      UPDATE subscription SET state = 'refused', detail = ${detail}, lease_until = NULL,
        ask_at = now() + interval '7 days'
      WHERE token = ${token} AND topic = ${topic} AND state <> 'ended'`.execute(db)
    // Anybody may ask here: what changes nothing must not make every open page look again.
    if (denials === 0n) return null
    poke({ about: 'setup', what: 'feeds' })
    return ''
  }
  const parsed = asked.safeParse(query)
  if (!parsed.success) return null
  const { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge } = parsed.data
  if (mode === 'unsubscribe') {
    const { rows } = await sql`
      SELECT FROM subscription WHERE token = ${token} AND topic = ${topic} AND state = 'ended'`.execute(db)
    return rows.length === 1 ? challenge : null
  }
  const granted = parsed.data['hub.lease_seconds'] ?? 86_400
  const seconds = Math.min(Math.max(granted, shortestLease), longestLease)
  const { numAffectedRows } = await sql`
    UPDATE subscription SET state = 'active', detail = NULL,
      active_since = CASE WHEN lease_until > now() THEN coalesce(active_since, now()) ELSE now() END,
      lease_until = now() + ${seconds} * interval '1 second',
      ask_at = now() + ${seconds * renewAfter} * interval '1 second'
    WHERE token = ${token} AND topic = ${topic} AND state <> 'ended' AND asked_at IS NOT NULL`.execute(db)
  if (numAffectedRows === 0n) return null
  poke({ about: 'setup', what: 'feeds' })
  return challenge
}

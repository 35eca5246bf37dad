import { sql } from 'kysely'
import type { Connection, Store } from '../../../database/store.ts'
import { Problem } from '../../../runtime/problem.ts'
import type { ListeningTools } from '../../listening/tools.ts'

/** For how long pushes are wanted; a hub may decide otherwise. */
const leaseSeconds = 10 * 86_400
/** A hub that does not confirm, and one that refuses, are asked again after so long. */
const again = { unconfirmed: sql`interval '1 hour'`, refused: sql`interval '1 day'` }

/** The feeds whose hubs are to be asked: to begin, to renew or to end. */
export async function hubsToAsk(connection: Connection): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT feed_id AS id FROM subscription WHERE ask_at <= now() ORDER BY ask_at LIMIT 100`.execute(
    connection,
  )
  return rows.map(({ id }) => id)
}

/** A feed is switched off or gone elsewhere: its hub is asked to stop, and what it pushed is not taken in any more. */
export async function endPushes(connection: Connection, feedId: number): Promise<void> {
  await sql`
    WITH dropped AS (DELETE FROM push WHERE feed_id = ${feedId})
    UPDATE subscription SET state = 'ended', ask_at = now(), detail = NULL
    WHERE feed_id = ${feedId} AND state <> 'ended'`.execute(connection)
}

/** Where a hub reaches the subscription with this token. */
const callbackPath = (token: string) => `/api/websub/${token}`

type Asking = { hub: string; topic: string; token: string; secret: string; ending: boolean }

/**
 * Asks a feed's hub to push, to go on pushing, or to stop, if that is due. The hub then asks back at the callback whether
 * that was us. One that cannot be asked or refuses is asked again later; until then the feed is polled as ever.
 */
export async function askHub(
  tools: Pick<ListeningTools, 'http' | 'vault' | 'callbackOrigin'>,
  { db, poke }: Store,
  feedId: number,
  signal: AbortSignal,
): Promise<void> {
  const { rows } = await sql<Asking>`
    UPDATE subscription SET asked_at = now(),
      ask_at = CASE WHEN state <> 'ended' THEN now() + ${again.unconfirmed} END
    WHERE feed_id = ${feedId} AND ask_at <= now()
    RETURNING hub, topic, token, secret, state = 'ended' AS ending`.execute(db)
  const asking = rows[0]
  if (!asking || tools.callbackOrigin === null) return
  const refusal = await send(tools, tools.callbackOrigin, asking, signal)
  if (refusal === null || asking.ending) return
  await sql`
    UPDATE subscription SET detail = ${refusal}, ask_at = now() + ${again.refused},
      state = CASE WHEN state = 'active' AND lease_until > now() THEN state ELSE 'refused' END
    WHERE feed_id = ${feedId} AND token = ${asking.token}`.execute(db)
  poke({ about: 'setup', what: 'feeds' })
}

/** @returns why the hub did not take it; null when it did. */
async function send(
  { http, vault }: Pick<ListeningTools, 'http' | 'vault'>,
  origin: string,
  { hub, topic, token, secret, ending }: Asking,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const form = new URLSearchParams({
      'hub.mode': ending ? 'unsubscribe' : 'subscribe',
      'hub.topic': topic,
      'hub.callback': origin + callbackPath(token),
      'hub.lease_seconds': String(leaseSeconds),
      'hub.secret': vault.open(secret),
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { status } = await http.post(hub, { body: form.toString(), headers, signal })
    return status >= 200 && status < 300 ? null : `${new URL(hub).host} refused to push (${status}).`
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof Problem) return error.message
    throw error
  }
}

import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import { isFree, isOn } from './lease.ts'

/** How long a process that listens may say nothing before another takes its place. */
export const leaseSeconds = 10

/** A streamed feed that this process listens to. */
export type StreamFeed = {
  id: number
  source: string
  url: string
  config: Record<string, string>
  /** Locked. */
  credential: string | null
  title: string
  consecutiveFailures: number
  lastSuccessAt: Date | null
  /** When its newest items came, in seconds since 1970, newest first. */
  recent: number[]
  cursor: unknown
  /** Until when it is ours, as the database writes it: nobody else has the same. */
  lease: string
}

const until = sql`now() + ${sql.lit(leaseSeconds)} * interval '1 second'`

/** Takes the streamed feeds that are to be listened to and that nobody listens to. Whoever takes them renews the lease. */
export async function takeStreams(connection: Connection): Promise<StreamFeed[]> {
  const { rows } = await sql<StreamFeed>`
    UPDATE feed SET lease_until = ${until}
    WHERE id IN (
      SELECT id FROM feed
      WHERE streamed AND ${isOn} AND next_check_at <= now() AND ${isFree}
      FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id, source, url, config, credential, title, consecutive_failures AS "consecutiveFailures",
      last_success_at AS "lastSuccessAt", recent, cursor, lease_until::text AS lease`.execute(connection)
  return rows
}

/**
 * Keeps a feed for another while.
 * @returns the new lease; null when the feed is no longer ours, is off or gone, or has other settings now.
 */
export async function renewLease(connection: Connection, feed: StreamFeed): Promise<string | null> {
  const { rows } = await sql<{ lease: string }>`
    UPDATE feed SET lease_until = ${until} WHERE ${isOurs(feed)} RETURNING lease_until::text AS lease`.execute(
    connection,
  )
  return rows[0]?.lease ?? null
}

/** Gives a feed back, for anybody to take. */
export async function endLease(connection: Connection, feed: StreamFeed): Promise<void> {
  await sql`UPDATE feed SET lease_until = NULL WHERE ${isOurs(feed)}`.execute(connection)
}

/** That the row is still the feed as it was taken, and ours. */
export const isOurs = ({ id, lease, url, config, credential }: StreamFeed) => sql`
  id = ${id} AND lease_until = ${lease}::timestamptz AND ${isOn} AND url = ${url}
  AND config = ${JSON.stringify(config)}::jsonb AND credential IS NOT DISTINCT FROM ${credential}::text`

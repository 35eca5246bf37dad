import { sql } from 'kysely'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Database } from '../../database/connect.ts'
import type { Connection } from '../../database/store.ts'
import type { FetchState } from '../sources/connector.ts'
import type { Listed } from './listed.ts'
import type { Moving } from './moved.ts'

/** How long a feed that was handed out is not handed out again; a poll that runs has `pollSeconds` at a time. */
const handOutSeconds = 15
export const pollSeconds = 60
/** So many polls run at one host at once. */
const atOnceAHost = 2

/** A feed as its poll needs it. */
export type DueFeed = {
  id: number
  source: string
  url: string
  config: Record<string, string>
  /** Locked. */
  credential: string | null
  host: string
  title: string
  brandId: number | null
  intervalSeconds: number
  consecutiveFailures: number
  lastSuccessAt: Date | null
  /** When it is unusually silent, if nothing new comes before. */
  silentAt: Date | null
  /** When its newest items came, in seconds since 1970, newest first. */
  recent: number[]
  moving: Moving | null
  listed: Listed
  state: FetchState
  subscription: {
    hub: string
    topic: string
    active: boolean
    since: Date | null
    lastPushAt: Date | null
  } | null
  /** Something was pushed and is to be taken in first. */
  pushed: boolean
  /** When the poll began, by the database's clock. */
  startedAt: Date
}

/** Feeds (`feed`) that are listened to at all: switched on, and of no brand that is archived. */
export const isOn = sql`(feed.enabled
  AND NOT EXISTS (SELECT FROM brand WHERE brand.id = feed.brand_id AND archived_at IS NOT NULL))`

/** A turn that comes so soon is waited for: the next look may be a second away. */
const soon = sql`interval '250 milliseconds'`

/** Feeds (`feed`) whose time has come, and whose host (`host`) may be asked. Where pushes wait, nobody is asked. */
export const isDue = sql`(
  ${isOn} AND NOT feed.streamed AND feed.next_check_at <= now()
  AND coalesce(host.next_at <= now() + ${soon}, true) AND coalesce(host.blocked_until <= now(), true))`
export const isFree = sql`(feed.lease_until IS NULL OR feed.lease_until <= now())`

/**
 * Takes up to `limit` feeds that are due and that nobody has taken, longest due first: of each host one whose turn it is,
 * and none while two are out; besides those that something was pushed for. Whoever takes them must see to their polls; a
 * feed whose poll was lost is handed out again after 15 seconds.
 */
export async function handOutDueFeeds(db: Database, limit: number): Promise<number[]> {
  return db.transaction().execute(async (tx) => {
    // Two who hand out at once would each give a host what it may have.
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(advisoryLocks.handOut)})`.execute(tx)
    const { rows } = await sql<{ id: number; next_check_at: Date }>`
      WITH busy AS (
        SELECT host FROM feed WHERE lease_until > now() GROUP BY host HAVING count(*) >= ${sql.lit(atOnceAHost)}
      ), turns AS (
        SELECT DISTINCT ON (feed.host) feed.id, feed.next_check_at
        FROM feed LEFT JOIN host ON host.name = feed.host
        WHERE ${isDue} AND ${isFree} AND feed.host NOT IN (SELECT host FROM busy)
        ORDER BY feed.host, feed.next_check_at
      ), due AS (
        (SELECT id FROM turns ORDER BY next_check_at LIMIT ${limit})
        UNION SELECT feed.id FROM feed JOIN push ON push.feed_id = feed.id WHERE ${isOn} AND ${isFree}
      )
      UPDATE feed SET lease_until = now() + ${sql.lit(handOutSeconds)} * interval '1 second', polling = false
      FROM due WHERE feed.id = due.id RETURNING feed.id, feed.next_check_at`.execute(tx)
    return rows.toSorted((a, b) => a.next_check_at.getTime() - b.next_check_at.getTime()).map(({ id }) => id)
  })
}

/**
 * Begins a poll; null when there is nothing to do: the feed is gone, off, or was checked meanwhile, or as many polls as
 * may be run at its host.
 */
export async function leaseFeed(connection: Connection, id: number): Promise<DueFeed | null> {
  const pushed = sql`EXISTS (SELECT FROM push WHERE push.feed_id = feed.id)`
  const { rows } = await sql<
    Omit<DueFeed, 'state'> & { etag: string; last_modified: string; body_hash: string; cursor: unknown }
  >`
    UPDATE feed SET lease_until = now() + ${sql.lit(pollSeconds)} * interval '1 second', polling = true
    WHERE id = ${id} AND ${isOn} AND NOT streamed AND (${pushed} OR next_check_at <= now() AND (
      SELECT count(*) FROM feed other
      WHERE other.host = feed.host AND other.polling AND other.id <> feed.id AND other.lease_until > now()
    ) < ${sql.lit(atOnceAHost)})
    RETURNING id, source, url, config, credential, host, title, brand_id AS "brandId",
      interval_seconds AS "intervalSeconds", consecutive_failures AS "consecutiveFailures",
      last_success_at AS "lastSuccessAt", silent_at AS "silentAt", recent, moving, now() AS "startedAt",
      ${pushed} AS pushed, listed, etag, last_modified, body_hash, cursor, (
        SELECT jsonb_build_object('hub', hub, 'topic', topic, 'since', active_since, 'lastPushAt', last_push_at,
          'active', state = 'active' AND s.lease_until > now())
        FROM subscription s WHERE s.feed_id = feed.id AND s.state <> 'ended') AS subscription`.execute(
    connection,
  )
  if (!rows[0]) return null
  const { etag, last_modified, body_hash, cursor, subscription, ...feed } = rows[0]
  return {
    ...feed,
    subscription: subscription && {
      ...subscription,
      since: subscription.since && new Date(subscription.since),
      lastPushAt: subscription.lastPushAt && new Date(subscription.lastPushAt),
    },
    state: { etag, lastModified: last_modified, bodyHash: body_hash, cursor },
  }
}

/** Gives a feed back whose host must not be asked before then: it is handed out again when its turn comes. */
export async function putBack(connection: Connection, feed: DueFeed, until: Date): Promise<void> {
  await sql`
    UPDATE feed SET lease_until = NULL, polling = false, next_check_at = greatest(next_check_at, ${until})
    WHERE id = ${feed.id} AND url = ${feed.url}`.execute(connection)
}

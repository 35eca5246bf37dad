import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'
import type { FetchState } from '../sources/connector.ts'
import type { Listed } from './listed.ts'

/** How long a feed that was handed out is not handed out again; a poll that starts gets `pollSeconds`. */
const handOutSeconds = 15
const pollSeconds = 60

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
  listed: Listed
  state: FetchState
  /** When the poll began, by the database's clock. */
  startedAt: Date
}

/**
 * Takes up to `limit` feeds that are due and that nobody has taken, longest due first. Whoever takes them must see to
 * their polls; a feed whose poll was lost is handed out again after 15 seconds.
 */
export async function handOutDueFeeds(connection: Connection, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    UPDATE feed SET lease_until = now() + ${handOutSeconds} * interval '1 second'
    FROM (
      SELECT id FROM feed
      WHERE enabled AND next_check_at <= now() AND (lease_until IS NULL OR lease_until <= now())
      ORDER BY next_check_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) due
    WHERE feed.id = due.id RETURNING feed.id`.execute(connection)
  return rows.map((row) => row.id)
}

/** Begins a poll; null when there is nothing to do: the feed is gone, off, or was checked meanwhile. */
export async function leaseFeed(connection: Connection, id: number): Promise<DueFeed | null> {
  const { rows } = await sql<
    Omit<DueFeed, 'state'> & { etag: string; last_modified: string; body_hash: string; cursor: unknown }
  >`
    UPDATE feed SET lease_until = now() + ${pollSeconds} * interval '1 second'
    WHERE id = ${id} AND enabled AND next_check_at <= now()
    RETURNING id, source, url, config, credential, host, title, brand_id AS "brandId", interval_seconds AS "intervalSeconds",
      consecutive_failures AS "consecutiveFailures", last_success_at AS "lastSuccessAt", now() AS "startedAt",
      listed, etag, last_modified, body_hash, cursor`.execute(connection)
  if (!rows[0]) return null
  const { etag, last_modified, body_hash, cursor, ...feed } = rows[0]
  return { ...feed, state: { etag, lastModified: last_modified, bodyHash: body_hash, cursor } }
}

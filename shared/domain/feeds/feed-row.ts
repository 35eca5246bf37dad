import { sql, type RawBuilder } from 'kysely'
import type { Feed } from '../../contract/feed.ts'
import type { Connection } from '../../database/store.ts'

type FeedRow = {
  id: number
  source: string
  url: string
  config: Feed['config']
  has_credential: boolean
  host: string
  streamed: boolean
  blocked: Feed['blocked']
  checks: number
  unchanged_checks: number
  bytes_fetched: number
  rhythm_seconds: number | null
  quota: Feed['quota']
  push: Feed['push']
  title: string
  site_url: string | null
  brand_id: number | null
  enabled: boolean
  interval_seconds: number
  next_check_at: Date
  checking: boolean
  last_checked_at: Date | null
  last_success_at: Date | null
  last_new_item_at: Date | null
  consecutive_failures: number
  last_problem: Feed['lastProblem']
  items: number
  mentions: number
}

/** Feeds as the contract has them: one when `id` is given, else all by title. */
export async function readFeeds(connection: Connection, id?: number): Promise<Feed[]> {
  const { rows } = await sql<FeedRow>`
    SELECT f.id, f.source, f.url, f.config, f.credential IS NOT NULL AS has_credential, f.host, f.streamed, f.title,
      f.site_url, f.brand_id, f.enabled, f.interval_seconds, f.next_check_at,
      coalesce(f.lease_until > now(), false) AS checking, f.last_checked_at, f.last_success_at, f.last_new_item_at,
      f.consecutive_failures, f.last_problem, f.checks, f.unchanged_checks, f.bytes_fetched, f.rhythm_seconds,
      f.quota, f.items, f.mentions,
      CASE WHEN h.blocked_until > now() THEN jsonb_build_object(
        'until', ${isoText(sql`h.blocked_until`)}, 'detail', coalesce(h.blocked_why ->> 'detail', '')) END AS blocked,
      CASE WHEN s.feed_id IS NOT NULL THEN jsonb_build_object('state', s.state,
        'leaseUntil', ${isoText(sql`s.lease_until`)}, 'lastPushAt', ${isoText(sql`s.last_push_at`)},
        'detail', s.detail) END AS push
    FROM feed f LEFT JOIN host h ON h.name = f.host LEFT JOIN subscription s ON s.feed_id = f.id
    ${id === undefined ? sql`ORDER BY lower(f.title), f.id` : sql`WHERE f.id = ${id}`}`.execute(connection)
  return rows.map(toFeed)
}

const isoText = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

function toFeed(row: FeedRow): Feed {
  return {
    id: row.id,
    source: row.source,
    url: row.url,
    config: row.config,
    hasCredential: row.has_credential,
    host: row.host,
    streamed: row.streamed,
    title: row.title,
    siteUrl: row.site_url,
    brandId: row.brand_id,
    enabled: row.enabled,
    intervalSeconds: row.interval_seconds,
    health: healthOf(row),
    nextCheckAt: row.enabled ? row.next_check_at.toISOString() : null,
    checking: row.checking,
    lastCheckedAt: row.last_checked_at?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lastNewItemAt: row.last_new_item_at?.toISOString() ?? null,
    consecutiveFailures: row.consecutive_failures,
    lastProblem: row.last_problem,
    blocked: row.blocked,
    checks: row.checks,
    unchangedChecks: row.unchanged_checks,
    bytesFetched: row.bytes_fetched,
    rhythmSeconds: row.rhythm_seconds,
    silentSince: null,
    quota: row.quota,
    push: row.push,
    items: row.items,
    mentions: row.mentions,
  }
}

function healthOf(row: FeedRow): Feed['health'] {
  if (!row.enabled) return 'off'
  if (row.consecutive_failures > 0) return 'failing'
  return row.last_success_at === null ? 'waiting' : 'working'
}

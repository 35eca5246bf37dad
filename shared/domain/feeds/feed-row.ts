import { sql, type RawBuilder } from 'kysely'
import type { Feed } from '../../contract/feed.ts'
import type { Connection } from '../../database/store.ts'
import { blockSentence, type BlockReason } from './hosts/block.ts'
import { readableAddress } from './readable-address.ts'

type FeedRow = {
  id: number
  source: string
  url: string
  config: Feed['config']
  has_credential: boolean
  host: string
  streamed: boolean
  blocked_until: Date | null
  blocked_why: BlockReason | null
  silent_at: Date | null
  archived: boolean
  now: Date
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
      coalesce(f.lease_until > now() AND NOT f.streamed, false) AS checking, f.last_checked_at,
      f.last_success_at, f.last_new_item_at, f.consecutive_failures, f.last_problem, f.checks, f.unchanged_checks, f.bytes_fetched, f.rhythm_seconds,
      f.quota, f.items, f.mentions, h.blocked_until, h.blocked_why, f.silent_at, b.archived_at IS NOT NULL AS archived,
      now() AS now,
      CASE WHEN s.feed_id IS NOT NULL THEN jsonb_build_object(
        'state', CASE WHEN s.state = 'active' AND s.lease_until <= now() THEN 'ended' ELSE s.state END,
        'leaseUntil', ${isoText(sql`s.lease_until`)}, 'lastPushAt', ${isoText(sql`s.last_push_at`)},
        'detail', s.detail) END AS push
    FROM feed f LEFT JOIN host h ON h.name = f.host LEFT JOIN subscription s ON s.feed_id = f.id
      LEFT JOIN brand b ON b.id = f.brand_id
    ${id === undefined ? sql`ORDER BY lower(f.title), f.id` : sql`WHERE f.id = ${id}`}`.execute(connection)
  return rows.map(toFeed)
}

const isoText = (moment: RawBuilder<unknown>) =>
  sql`to_char(${moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

function toFeed(row: FeedRow): Feed {
  const health = healthOf(row)
  return {
    id: row.id,
    source: row.source,
    url: row.url,
    address: readableAddress(row.url),
    config: row.config,
    hasCredential: row.has_credential,
    host: row.host,
    streamed: row.streamed,
    title: row.title,
    siteUrl: row.site_url,
    brandId: row.brand_id,
    enabled: row.enabled,
    intervalSeconds: row.interval_seconds,
    health,
    nextCheckAt: nextCheckOf(row)?.toISOString() ?? null,
    checking: row.checking,
    lastCheckedAt: row.last_checked_at?.toISOString() ?? null,
    lastSuccessAt: row.last_success_at?.toISOString() ?? null,
    lastNewItemAt: row.last_new_item_at?.toISOString() ?? null,
    consecutiveFailures: row.consecutive_failures,
    lastProblem: row.last_problem,
    blocked: blockOf(row),
    checks: row.checks,
    unchangedChecks: row.unchanged_checks,
    bytesFetched: row.bytes_fetched,
    rhythmSeconds: row.rhythm_seconds,
    silentSince: health === 'silent' ? row.silent_at!.toISOString() : null,
    quota: row.quota,
    push: row.push,
    items: row.items,
    mentions: row.mentions,
  }
}

function healthOf(row: FeedRow): Feed['health'] {
  if (!row.enabled || row.archived) return 'off'
  if (row.consecutive_failures > 0) return 'failing'
  if (row.last_success_at === null) return 'waiting'
  return row.silent_at !== null && row.silent_at <= row.now ? 'silent' : 'working'
}

function nextCheckOf(row: FeedRow): Date | null {
  if (!row.enabled || row.archived) return null
  // A stream is not checked but heard; only when it cannot be heard is there a next time.
  if (row.streamed && row.consecutive_failures === 0) return null
  const { next_check_at: planned, blocked_until: blocked } = row
  return blocked !== null && blocked > planned ? blocked : planned
}

function blockOf({ blocked_until: until, blocked_why: why, now }: FeedRow): Feed['blocked'] {
  if (until === null || until <= now) return null
  return { until: until.toISOString(), detail: blockSentence(why, until, now) }
}

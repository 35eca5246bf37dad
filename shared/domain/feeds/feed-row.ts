import { sql } from 'kysely'
import type { Feed } from '../../contract/feed.ts'
import type { Connection } from '../../database/store.ts'

type FeedRow = {
  id: number
  source: string
  url: string
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
    SELECT id, source, url, title, site_url, brand_id, enabled, interval_seconds, next_check_at,
      coalesce(lease_until > now(), false) AS checking, last_checked_at, last_success_at, last_new_item_at,
      consecutive_failures, last_problem, items, mentions
    FROM feed ${id === undefined ? sql`ORDER BY lower(title), id` : sql`WHERE id = ${id}`}`.execute(
    connection,
  )
  return rows.map(toFeed)
}

function toFeed(row: FeedRow): Feed {
  return {
    id: row.id,
    source: row.source,
    url: row.url,
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
    items: row.items,
    mentions: row.mentions,
  }
}

function healthOf(row: FeedRow): Feed['health'] {
  if (!row.enabled) return 'off'
  if (row.consecutive_failures > 0) return 'failing'
  return row.last_success_at === null ? 'waiting' : 'working'
}

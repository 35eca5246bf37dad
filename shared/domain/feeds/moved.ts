import { sql } from 'kysely'
import type { Store } from '../../database/store.ts'
import type { ListeningTools } from '../listening/tools.ts'
import type { DueFeed } from './lease.ts'
import { endPushes } from './push/ask-hub.ts'
import { feedSettings } from './settings.ts'

/** A permanent redirect is believed after so many fetches that it led to the feed, the first and last so far apart. */
const timesSeen = 3
const overMs = 24 * 3600 * 1000

/** Where a feed seems to have moved to, since when, and in how many fetches in a row that was seen. */
export type Moving = { to: string; since: string; seen: number }

/** What is known of a feed's move after a fetch that was led to `to` for good; null: to where it was. */
export function movingAfter(before: Moving | null, to: string | null, now: Date): Moving | null {
  if (to === null) return null
  if (before?.to === to) return { ...before, seen: before.seen + 1 }
  return { to, since: now.toISOString(), seen: 1 }
}

export const hasMoved = (moving: Moving | null, now: Date): moving is Moving =>
  moving !== null && moving.seen >= timesSeen && now.getTime() - Date.parse(moving.since) >= overMs

/**
 * Follows a feed to its new address, where it is asked as if for the first time. Where another feed listens there
 * already, this one is switched off and says so: what it has heard stays. Only feeds that were given by address move.
 */
export async function followMove(
  { connectors }: Pick<ListeningTools, 'connectors'>,
  store: Store,
  feed: DueFeed,
  { to }: Moving,
): Promise<void> {
  if (feed.config['url'] === undefined) return
  const { url, host, config } = feedSettings(connectors, {
    source: feed.source,
    config: { ...feed.config, url: to },
  })
  const ours = sql`id = ${feed.id} AND url = ${feed.url}`
  const there = sql`SELECT id, title FROM feed WHERE source = ${feed.source} AND url = ${url} AND id <> ${feed.id}`
  const { numAffectedRows } = await sql`
    UPDATE feed SET url = ${url}, config = ${JSON.stringify(config)}::jsonb, host = ${host}, etag = NULL,
      last_modified = NULL, body_hash = NULL, moving = NULL
    WHERE ${ours} AND NOT EXISTS (${there})`.execute(store.db)
  if (numAffectedRows === 0n)
    await sql`
      UPDATE feed SET enabled = false, moving = NULL, last_problem = jsonb_build_object('code', 'feed_exists',
        'detail', ${`This feed has moved to ${url}, `}::text || 'which is listened to already as “' || there.title
          || '”. Earshot switched this one off.',
        'at', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
      FROM (${there}) there WHERE feed.id = ${feed.id} AND feed.url = ${feed.url}`.execute(store.db)
  await endPushes(store.db, feed.id)
  store.poke({ about: 'setup', what: 'feeds' })
}

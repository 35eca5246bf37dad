import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { holdMatching } from '../listening/matching-version.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { mergeChanged } from '../mentions/changed.ts'
import { forgetDeleted } from '../mentions/forget-deleted.ts'
import { ingest } from '../mentions/ingest.ts'
import { logRefused, type Refused } from '../mentions/refused.ts'
import { boundedKey, distinctItems } from '../mentions/store-items.ts'
import type { StreamBatch } from '../sources/connector.ts'
import { recentWith, rhythmOf, silentAfter } from './rhythm.ts'
import { isOurs, type StreamFeed } from './stream-lease.ts'

/** What was heard since it was last noted. */
export type Heard = { messages: number; bytes: number; items: number; newItems: number; mentions: number }

/**
 * Stores what a stream brought, what of it was deleted, and where to go on: one transaction, so that a crash repeats a
 * batch and never skips one.
 * @param bytes read since they were last noted.
 * @returns what was new, and what the database would not take; null when the feed is no longer ours.
 */
export async function takeInStream(
  tools: ListeningTools,
  store: Store,
  feed: StreamFeed,
  batch: Pick<StreamBatch, 'items' | 'deleted' | 'cursor'>,
  bytes: number,
): Promise<{ newItems: number; mentions: number; refused: Refused[] } | null> {
  const items = distinctItems(batch.items)
  const taken = await tools.intake(() =>
    store.db.transaction().execute(async (tx) => {
      await holdMatching(tx)
      const now = await lockOurs(tx, feed)
      if (now === null) return null
      const listening = await tools.listening.read(tx)
      // Who gives a firehose to a brand does not mean that all of it is about the brand.
      const from = { id: feed.id, source: feed.source, brandId: null }
      const { added, mentions, changed, refused } = await ingest(tx, {
        feed: from,
        items,
        listening,
        scorer: tools.scorer,
        now,
      })
      const forgotten = await forgetDeleted(tx, feed.id, await known(tx, feed, batch.deleted))
      const heardAt = added.map(({ publishedAt }) => (publishedAt ?? now).getTime() / 1000)
      await noteHeard(tx, feed, { cursor: batch.cursor, bytes, newItems: added.length, mentions, heardAt })
      const changes = mergeChanged(changed, forgotten)
      await recordChanges(tx, changes)
      return { newItems: added.length, mentions, refused, changes }
    }),
  )
  if (taken === null) return null
  logRefused(tools.log, { feedId: feed.id }, taken.refused)
  if (taken.changes.size > 0) store.poke({ about: 'change' })
  return taken
}

async function lockOurs(tx: Transaction<Tables>, feed: StreamFeed): Promise<Date | null> {
  const { rows } = await sql<{ now: Date }>`
    SELECT date_trunc('milliseconds', now()) AS now FROM feed WHERE ${isOurs(feed)} FOR NO KEY UPDATE`.execute(
    tx,
  )
  return rows[0]?.now ?? null
}

/** Most of what is deleted was of no interest to begin with. */
async function known(
  tx: Transaction<Tables>,
  { id }: StreamFeed,
  deleted: readonly string[],
): Promise<string[]> {
  if (deleted.length === 0) return []
  const { rows } = await sql<{ external_id: string }>`
    SELECT external_id FROM item
    WHERE feed_id = ${id} AND external_id = ANY(${deleted.map(boundedKey)}::text[])`.execute(tx)
  return rows.map((row) => row.external_id)
}

/**
 * Notes what a stream brought and where to go on, as part of a transaction or alone.
 * @returns false when the feed is no longer ours.
 */
export async function noteHeard(
  connection: Store['db'] | Transaction<Tables>,
  feed: StreamFeed,
  heard: {
    cursor: unknown
    bytes: number
    newItems: number
    mentions: number
    heardAt: readonly number[]
  },
): Promise<boolean> {
  const { cursor, bytes, newItems, mentions, heardAt } = heard
  const recent = recentWith(feed.recent, heardAt)
  const rhythm = rhythmOf(recent)
  const silentAt = rhythm === null ? null : new Date((recent[0]! + silentAfter(rhythm)) * 1000)
  const { numAffectedRows } = await sql`
    UPDATE feed SET cursor = ${JSON.stringify(cursor ?? null)}::jsonb, consecutive_failures = 0, last_problem = NULL,
      last_checked_at = now(), last_success_at = now(), bytes_fetched = bytes_fetched + ${bytes}::bigint,
      items = items + ${newItems}::integer, mentions = mentions + ${mentions}::integer,
      last_new_item_at = CASE WHEN ${newItems}::integer > 0 THEN now() ELSE last_new_item_at END,
      recent = ${JSON.stringify(recent)}::jsonb, rhythm_seconds = ${rhythm?.usual ?? null}::integer,
      silent_at = ${silentAt}::timestamptz
    WHERE ${isOurs(feed)}`.execute(connection)
  feed.recent = recent
  return numAffectedRows === 1n
}

import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { holdMatching } from '../listening/matching-version.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { ingest, type Ingested } from '../mentions/ingest.ts'
import { distinctItems } from '../mentions/store-items.ts'
import type { FetchOutcome } from '../sources/connector.ts'
import type { Item } from '../sources/item.ts'
import { leaseFeed, type DueFeed } from './lease.ts'
import { listedBy, unheardOf, wasListed } from './listed.ts'
import { recordFailure, recordSuccess, unexpected, type Brought } from './record-check.ts'
import { feedSettings } from './settings.ts'

/** One transaction takes so many items: enough to be fast, few enough to be short. */
const batchSize = 1000
const nothing: Brought = { items: 0, newItems: 0, mentions: 0 }

/**
 * Checks one feed: fetches it, takes in what is new, and notes how it went and when to check again. What the source
 * said for next time (etag, cursor) is stored in the transaction of the last items, so that a crash repeats a poll and
 * never skips one. A failed fetch is noted, not thrown.
 * @returns what it brought; null when the feed was not due, or was changed meanwhile.
 * @throws when the database refuses, or `signal` is aborted.
 */
export async function pollFeed(
  tools: ListeningTools,
  store: Store,
  feedId: number,
  signal: AbortSignal,
): Promise<Brought | null> {
  const feed = await leaseFeed(store.db, feedId)
  if (feed === null) return null
  const outcome = await fetchFeed(tools, feed, signal)
  if (outcome instanceof Problem) {
    await recordFailure(store.db, feed, outcome)
    if (feed.consecutiveFailures === 0) store.poke({ about: 'setup', what: 'feeds' })
    return nothing
  }
  const brought = await takeIn(tools, store, feed, outcome, signal)
  const first = feed.lastSuccessAt === null || feed.consecutiveFailures > 0
  if (brought !== null && first) store.poke({ about: 'setup', what: 'feeds' })
  return brought
}

async function fetchFeed(
  { connectors, http, vault }: ListeningTools,
  feed: DueFeed,
  signal: AbortSignal,
): Promise<FetchOutcome | Problem> {
  try {
    const { connector, parsed } = feedSettings(connectors, feed)
    if (!connector.fetch) throw new Problem('unexpected', `“${feed.source}” is listened to, not polled.`)
    const credential = feed.credential === null ? null : vault.open(feed.credential)
    return await connector.fetch({ config: parsed, credential, state: feed.state, http, signal })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    return error instanceof Problem ? error : unexpected(error as Error)
  }
}

async function takeIn(
  tools: ListeningTools,
  store: Store,
  feed: DueFeed,
  outcome: FetchOutcome,
  signal: AbortSignal,
): Promise<Brought | null> {
  const all = outcome.kind === 'items' ? distinctItems(outcome.items) : []
  const listed = listedBy(all)
  const items = unheardOf(all, feed.listed, listed)
  const total: Brought = { items: all.length, newItems: 0, mentions: 0 }
  if (items.length === 0) return (await recordSuccess(store.db, feed, outcome, total, listed)) ? total : null
  for (let from = 0; from < items.length; from += batchSize) {
    signal.throwIfAborted()
    const batch = items.slice(from, from + batchSize)
    const changed = await store.db.transaction().execute(async (tx) => {
      await holdMatching(tx)
      const now = await lockFeed(tx, feed)
      if (now === null) return null
      const ingested = await takeInBatch(tools, tx, feed, batch, now)
      total.newItems += ingested.newItems
      total.mentions += ingested.mentions
      if (from + batchSize >= items.length) await recordSuccess(tx, feed, outcome, total, listed)
      await recordChanges(tx, ingested.changed)
      return ingested.changed
    })
    if (changed === null) return null
    if (changed.size > 0) store.poke({ about: 'change' })
  }
  return total
}

/**
 * Keeps a second poll of the feed waiting until this transaction ends.
 * @returns the time; null when the feed was moved, switched off or taken away meanwhile.
 */
async function lockFeed(tx: Transaction<Tables>, feed: DueFeed): Promise<Date | null> {
  const { rows } = await sql<{ now: Date }>`
    SELECT date_trunc('milliseconds', now()) AS now FROM feed
    WHERE id = ${feed.id} AND url = ${feed.url} AND enabled FOR NO KEY UPDATE`.execute(tx)
  return rows[0]?.now ?? null
}

async function takeInBatch(
  { listening, scorer }: ListeningTools,
  tx: Transaction<Tables>,
  feed: DueFeed,
  items: readonly Item[],
  now: Date,
): Promise<{ newItems: number; mentions: number; changed: Ingested['changed'] }> {
  const { added, mentions, changed } = await ingest(tx, {
    feed,
    items,
    listening: await listening.read(tx),
    scorer,
    now,
  })
  const newItems = added.filter((item) => !wasListed(feed.listed, item)).length
  if (newItems + mentions > 0)
    await sql`
      UPDATE feed SET items = items + ${newItems}, mentions = mentions + ${mentions},
        lease_until = greatest(lease_until, now() + interval '60 seconds')
      WHERE id = ${feed.id}`.execute(tx)
  return { newItems, mentions, changed }
}

import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { distinctItems } from '../mentions/store-items.ts'
import type { FetchOutcome } from '../sources/connector.ts'
import { blockRefusingHost, pauseHost } from './hosts/block.ts'
import { createPoliteHttp } from './hosts/polite-http.ts'
import { stayHome } from './hosts/stay-home.ts'
import { NotYet } from './hosts/turn.ts'
import { leaseFeed, putBack, type DueFeed } from './lease.ts'
import { listedBy, unheardOf } from './listed.ts'
import { followMove, hasMoved, movingAfter } from './moved.ts'
import { noteHub } from './push/note-hub.ts'
import { endPushes } from './push/ask-hub.ts'
import { countMissed } from './push/count-missed.ts'
import { takePushed } from './push/take-pushed.ts'
import { recordFailure, recordSuccess, unexpected, type Brought, type Success } from './record-check.ts'
import { feedSettings } from './settings.ts'
import { takeIn, type ToTakeIn } from './take-in.ts'

const nothing: Brought = { items: 0, newItems: 0, mentions: 0 }

/**
 * Checks one feed: fetches it, takes in what is new, and notes how it went and when to check again; or takes in what was
 * pushed for it. What the source said for next time (etag, cursor) is stored in the transaction of the last items, so that
 * a crash repeats a poll and never skips one. A failed fetch is noted, not thrown.
 * @returns what it brought; null when the feed was not due, its host must not be asked now, or it was changed meanwhile.
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
  if (feed.pushed) return takePushed(tools, store, feed, signal)
  const outcome = await fetchFeed(tools, store, feed, signal)
  if (outcome instanceof NotYet) {
    await putBack(store.db, feed, outcome.until)
    return null
  }
  if (outcome instanceof Problem) {
    const { switchedOff } = await recordFailure(store.db, feed, outcome)
    if (switchedOff) await endPushes(store.db, feed.id)
    if (feed.consecutiveFailures === 0 || switchedOff) store.poke({ about: 'setup', what: 'feeds' })
    return nothing
  }
  return succeed(tools, store, feed, outcome, signal)
}

async function fetchFeed(
  { connectors, http, vault, spacingSeconds }: ListeningTools,
  store: Store,
  feed: DueFeed,
  signal: AbortSignal,
): Promise<FetchOutcome | Problem | NotYet> {
  try {
    const { connector, parsed, host } = feedSettings(connectors, feed)
    if (host !== feed.host) await correctHost(store, feed, host)
    if (!connector.fetch) throw new Problem('unexpected', `“${feed.source}” is listened to, not polled.`)
    const credential = feed.credential === null ? null : vault.open(feed.credential)
    const spacing = connector.laneSpacingSeconds?.(parsed) ?? spacingSeconds
    const { url } = feed
    const safe = credential === null ? http : stayHome(http)
    const polite = createPoliteHttp(safe, store.db, { host, url, spacingSeconds: spacing, signal })
    try {
      return await connector.fetch({ config: parsed, credential, state: feed.state, http: polite, signal })
    } catch (error) {
      const limited = error instanceof Problem && error.code === 'feed_rate_limited'
      if (limited && !polite.refused()) await blockRefusingHost(store.db, host, secondsToWait(error))
      throw error
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    return error instanceof Problem || error instanceof NotYet ? error : unexpected(error as Error)
  }
}

/** Another version of Earshot may have had another name for whom the feed asks. */
async function correctHost({ db }: Store, feed: DueFeed, host: string): Promise<void> {
  await db.updateTable('feed').set({ host }).where('id', '=', feed.id).execute()
  feed.host = host
}

const secondsToWait = ({ facts }: Problem) =>
  typeof facts['retryAfterSeconds'] === 'number' ? facts['retryAfterSeconds'] : null

async function succeed(
  tools: ListeningTools,
  store: Store,
  feed: DueFeed,
  outcome: FetchOutcome,
  signal: AbortSignal,
): Promise<Brought | null> {
  await heedLimits(store, feed, outcome)
  const all = outcome.kind === 'items' ? distinctItems(outcome.items) : []
  const listed = listedBy(all)
  const items = unheardOf(all, feed.listed, listed)
  const success: Omit<Success, 'brought' | 'heardAt' | 'refused'> = { outcome, listed, ...pace(tools, feed) }
  const brought: Brought = { ...nothing, items: all.length }
  let missed = 0
  const deleted = outcome.kind === 'items' ? outcome.deleted : []
  if (items.length + deleted.length === 0) {
    if (!(await recordSuccess(store.db, feed, { ...success, brought, heardAt: [], refused: [] }))) return null
  } else {
    const finish: ToTakeIn['finish'] = (tx, { newItems, mentions, heardAt, refused }) =>
      recordSuccess(tx, feed, { ...success, brought: { ...brought, newItems, mentions }, heardAt, refused })
    const taken = await takeIn(tools, store, feed, { items, deleted, finish }, signal)
    if (taken === null) return null
    Object.assign(brought, { newItems: taken.newItems, mentions: taken.mentions })
    missed = taken.missed
  }
  await afterSuccess(tools, store, feed, outcome, missed)
  const { lastSuccessAt, consecutiveFailures, silentAt, startedAt } = feed
  const wasSilent = silentAt !== null && silentAt <= startedAt && brought.newItems > 0
  if (lastSuccessAt === null || consecutiveFailures > 0 || wasSilent)
    store.poke({ about: 'setup', what: 'feeds' })
  return brought
}

function pace(
  { connectors, spacingSeconds }: ListeningTools,
  feed: DueFeed,
): { least: number; spacing: number } {
  const { connector, parsed } = feedSettings(connectors, feed)
  const spacing = connector.laneSpacingSeconds?.(parsed) ?? spacingSeconds
  return { least: connector.leastIntervalSeconds ?? 0, spacing }
}

/** What a source politely says of its limits holds for all feeds of its host. */
async function heedLimits({ db }: Store, feed: DueFeed, outcome: FetchOutcome): Promise<void> {
  const { quota, hostWaitSeconds } = outcome
  if (hostWaitSeconds !== null)
    await pauseHost(db, feed.host, new Date(feed.startedAt.getTime() + hostWaitSeconds * 1000))
  if (quota?.remaining === 0 && quota.resetAt !== null && quota.resetAt > feed.startedAt)
    await pauseHost(db, feed.host, quota.resetAt)
}

async function afterSuccess(
  tools: ListeningTools,
  store: Store,
  feed: DueFeed,
  outcome: FetchOutcome,
  missed: number,
): Promise<void> {
  if (feed.subscription?.active) await countMissed(store, feed, missed)
  if (outcome.kind === 'items') await noteHub(tools, store, feed, outcome.hub)
  const moving = movingAfter(feed.moving, outcome.movedTo, feed.startedAt)
  if (hasMoved(moving, feed.startedAt)) await followMove(tools, store, feed, moving)
}

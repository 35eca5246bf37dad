import { sql } from 'kysely'
import { machineProblem } from '../../database/machine-problem.ts'
import type { Store } from '../../database/store.ts'
import type { Log } from '../../runtime/log.ts'
import { Problem } from '../../runtime/problem.ts'
import { createTurnstile } from '../../runtime/turnstile.ts'
import type { ListeningTools } from '../listening/tools.ts'
import type { Matcher } from '../matching/matcher.ts'
import { problemOfRefused, type Refused } from '../mentions/refused.ts'
import type { StreamBatch } from '../sources/connector.ts'
import { recordFailure, toldJson, unexpected } from './record-check.ts'
import { feedSettings } from './settings.ts'
import { endLease, leaseSeconds, renewLease, type StreamFeed } from './stream-lease.ts'
import { noteHeard, takeInStream } from './take-in-stream.ts'

const renewEveryMs = 3_000
/** Where a stream stands is stored so often while nothing of interest comes. */
const noteEveryMs = 5_000
/** The feed's page shows one line for each such stretch. */
const checkEveryMs = 60_000
/** After a failure a stream is tried again after this, and after no more than `longestWaitSeconds` however often it fails. */
const firstWaitSeconds = 15
const longestWaitSeconds = 900

/** The feed is no longer this process's to listen to: it was changed, switched off, taken away, or others took it. */
class NotOurs extends Error {
  override name = 'NotOurs'
}

/**
 * Listens to a streamed feed that this process has taken, until `signal` is aborted, the feed is changed, or it cannot be
 * heard: that is noted with the feed, and when to try again. Posts are stored together with where to go on, so that
 * nothing is missed when this ends in any way.
 */
export async function listenToStream(
  tools: ListeningTools,
  store: Store,
  feed: StreamFeed,
  { signal, log }: { signal: AbortSignal; log: Log },
): Promise<void> {
  const session = new StreamSession(tools, store, feed, signal)
  try {
    await session.listen()
  } catch (error) {
    if (signal.aborted || error instanceof NotOurs) return
    const machine = machineProblem(error)
    if (machine) {
      log.warn(
        { feedId: feed.id, error: (error as Error).message },
        'a stream is broken off; it is heard again',
      )
    } else {
      await fail(store, feed, error instanceof Problem ? error : unexpected(error as Error))
    }
  } finally {
    await session.end(log)
  }
}

async function fail(store: Store, feed: StreamFeed, problem: Problem): Promise<void> {
  const failed = { ...feed, intervalSeconds: firstWaitSeconds, startedAt: new Date() }
  await recordFailure(store.db, failed, problem, longestWaitSeconds)
  if (feed.consecutiveFailures === 0) store.poke({ about: 'setup', what: 'feeds' })
}

class StreamSession {
  readonly #tools: ListeningTools
  readonly #store: Store
  readonly #feed: StreamFeed
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  /** What touches the lease does so one after the other: each needs the newest. */
  readonly #inTurn = createTurnstile(1)
  readonly #timer: NodeJS.Timeout
  #renewedAt = performance.now()
  #notedAt = 0
  #cursor: unknown
  #bytes = 0
  #stretch = newStretch()
  #first = true

  constructor(tools: ListeningTools, store: Store, feed: StreamFeed, signal: AbortSignal) {
    this.#tools = tools
    this.#store = store
    this.#feed = feed
    this.#cursor = feed.cursor
    this.#signal = AbortSignal.any([signal, this.#stop.signal])
    this.#timer = setInterval(() => void this.#inTurn(() => this.#renew()), renewEveryMs)
  }

  async listen(): Promise<void> {
    const { connectors, http, openSocket, vault, listening } = this.#tools
    const { connector, parsed } = feedSettings(connectors, this.#feed)
    if (!connector.listen)
      throw new Problem('unexpected', `“${connector.source}” is polled, not listened to.`)
    const { credential, cursor } = this.#feed
    let matcher: Matcher = (await listening.read(this.#store.db)).matcher
    const stream = connector.listen({
      config: parsed,
      credential: credential === null ? null : vault.open(credential),
      cursor,
      http,
      openSocket,
      signal: this.#signal,
      wanted: (title, text) => matcher.mayMatch(title, text),
    })
    const { source } = this.#feed
    for await (const batch of stream) {
      // A text may match; whether the whole does can be told only now.
      const items = batch.items.filter((item) => matcher.match({ ...item, source }).length > 0)
      await this.#inTurn(() => this.#take({ ...batch, items }))
      this.#signal.throwIfAborted()
      matcher = (await listening.read(this.#store.db)).matcher
    }
    this.#signal.throwIfAborted()
    throw new Problem('feed_unreachable', 'The stream came to an end.')
  }

  async #take(batch: StreamBatch): Promise<void> {
    this.#signal.throwIfAborted()
    this.#cursor = batch.cursor
    this.#bytes += batch.bytes
    this.#stretch.bytes += batch.bytes
    this.#stretch.items += batch.items.length
    const brings = batch.items.length + batch.deleted.length > 0
    if (brings) {
      const taken = await takeInStream(this.#tools, this.#store, this.#feed, batch, this.#bytes)
      if (taken === null) throw this.#lost()
      this.#stretch.newItems += taken.newItems
      this.#stretch.mentions += taken.mentions
      this.#stretch.refused.push(...taken.refused)
      this.#noted()
    } else if (this.#first || performance.now() - this.#notedAt >= noteEveryMs) {
      await this.#note()
    }
    const isDue = performance.now() - this.#stretch.since >= checkEveryMs
    if (this.#first || isDue) await this.#addCheck()
    if (this.#first && (this.#feed.lastSuccessAt === null || this.#feed.consecutiveFailures > 0))
      this.#store.poke({ about: 'setup', what: 'feeds' })
    this.#first = false
    this.#feed.consecutiveFailures = 0
  }

  async #note(): Promise<void> {
    const heard = { cursor: this.#cursor, bytes: this.#bytes, newItems: 0, mentions: 0, heardAt: [] }
    if (!(await noteHeard(this.#store.db, this.#feed, heard))) throw this.#lost()
    this.#noted()
  }

  #noted(): void {
    this.#notedAt = performance.now()
    this.#bytes = 0
  }

  async #addCheck(): Promise<void> {
    const { bytes, items, newItems, mentions, refused, since } = this.#stretch
    const seconds = (performance.now() - since) / 1000
    await sql`
      WITH checked AS (
        UPDATE feed SET checks = checks + 1, unchanged_checks = unchanged_checks + ${items === 0 ? 1 : 0}
        WHERE id = ${this.#feed.id} RETURNING id
      )
      INSERT INTO feed_check (feed_id, started_at, duration_ms, outcome, bytes, items, new_items, mentions,
        problem)
      SELECT id, now() - ${seconds} * interval '1 second', ${Math.round(seconds * 1000)}::integer,
        ${items === 0 ? 'unchanged' : 'items'}, ${bytes}::integer, ${items}::integer, ${newItems}::integer,
        ${mentions}::integer, ${toldJson(problemOfRefused(refused))}::jsonb
      FROM checked`.execute(this.#store.db)
    this.#stretch = newStretch()
  }

  async #renew(): Promise<void> {
    if (this.#signal.aborted) return
    const at = performance.now()
    try {
      const lease = await renewLease(this.#store.db, this.#feed)
      if (lease === null) return this.#stop.abort(this.#lost())
      this.#feed.lease = lease
      this.#renewedAt = at
    } catch {
      // The database may be back in time; if not, others listen now.
      if (performance.now() - this.#renewedAt > leaseSeconds * 1000) this.#stop.abort(this.#lost())
    }
  }

  #lost(): NotOurs {
    return new NotOurs('the feed was changed or taken by others')
  }

  /** Stores where it stands and gives the feed back. */
  async end(log: Log): Promise<void> {
    clearInterval(this.#timer)
    this.#stop.abort(new Error('ended'))
    try {
      await this.#inTurn(async () => {
        if (this.#bytes > 0) await this.#note()
        await endLease(this.#store.db, this.#feed)
      })
    } catch (error) {
      if (error instanceof NotOurs) return
      log.warn({ feedId: this.#feed.id, error: (error as Error).message }, 'a stream could not be given back')
    }
  }
}

const newStretch = () => ({
  since: performance.now(),
  bytes: 0,
  items: 0,
  newItems: 0,
  mentions: 0,
  refused: [] as Refused[],
})

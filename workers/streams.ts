import { setTimeout as sleep } from 'node:timers/promises'
import type { Store } from '../shared/database/store.ts'
import { listenToStream } from '../shared/domain/feeds/stream.ts'
import { takeStreams } from '../shared/domain/feeds/stream-lease.ts'
import type { ListeningTools } from '../shared/domain/listening/tools.ts'
import type { Log } from '../shared/runtime/log.ts'

/** With the time that a lease lasts, it is at most 12 seconds until another process goes on for one that died. */
const lookEveryMs = 2_000
const complainEveryMs = 60_000
/** What hangs is not waited for when the process ends. */
const lastMs = 5_000

/**
 * Listens to the streamed feeds that nobody listens to. Every worker process does so; the database sees to it that each
 * feed is listened to by one of them.
 */
export function startStreams({ store, tools, log }: { store: Store; tools: ListeningTools; log: Log }): {
  stop(): Promise<void>
} {
  const ending = new AbortController()
  const running = new Set<Promise<void>>()
  let complainedAt = -Infinity

  function complain(error: unknown, what: string): void {
    if (performance.now() - complainedAt < complainEveryMs) return
    complainedAt = performance.now()
    log.warn({ error: (error as Error).message }, what)
  }

  async function look(): Promise<void> {
    for (const feed of await takeStreams(store.db)) {
      const listening = listenToStream(tools, store, feed, { signal: ending.signal, log })
        .catch((error: unknown) => complain(error, 'a stream ended; it is heard again'))
        .finally(() => running.delete(listening))
      running.add(listening)
    }
  }

  async function lookOnAndOn(): Promise<void> {
    while (!ending.signal.aborted) {
      await look().catch((error: unknown) => complain(error, 'could not look for streams; trying on'))
      await sleep(lookEveryMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }

  const looking = lookOnAndOn()
  return {
    async stop() {
      ending.abort(new Error('the workers end'))
      const ended = looking.then(() => Promise.allSettled(running))
      await Promise.race([ended, sleep(lastMs, undefined, { ref: false })])
    },
  }
}

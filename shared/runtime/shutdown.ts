import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'

type Closer = { name: string; close: () => Promise<unknown>; withinMs: number }

/** Left for each of those whose turn is still to come, however long the others take. */
const keptMs = 1_000

/** What has been started, so that it can be ended in the opposite order. */
export type Shutdown = {
  /** Remembers how to end something, and how long that may take. */
  add(name: string, close: () => Promise<unknown>, withinMs?: number): void
  /**
   * Starts something that has a `close`. An end that comes meanwhile waits for it, so that nothing half started is
   * left behind. Rejects when the end has begun.
   */
  start<Started extends { close(): Promise<unknown> }>(
    name: string,
    start: () => Promise<Started>,
    withinMs?: number,
  ): Promise<Started>
  /** Aborts when the end begins. */
  signal: AbortSignal
  /** Ends everything, once. Whatever does not end within its time is left behind. */
  run(): Promise<void>
}

/**
 * Collects closers; `run` calls them last first and takes hardly longer than `deadlineMs`. One that hangs does not keep
 * those after it from their turn.
 */
export function createShutdown(log: Log, deadlineMs = 28_000): Shutdown {
  const closers: Closer[] = []
  const ending = new AbortController()
  let running: Promise<void> | undefined
  const closeAll = async () => {
    ending.abort()
    const deadline = Date.now() + deadlineMs
    for (let closer = closers.pop(); closer; closer = closers.pop()) {
      const left = deadline - Date.now() - closers.length * keptMs
      await closeOne(closer, Math.max(Math.min(closer.withinMs, left), 0), log)
    }
  }
  const add: Shutdown['add'] = (name, close, withinMs = 4_000) => void closers.push({ name, close, withinMs })
  return {
    add,
    async start(name, start, withinMs) {
      ending.signal.throwIfAborted()
      const starting = start()
      add(
        name,
        // Why it did not start is told by who started it.
        async () => (await starting.catch(() => undefined))?.close(),
        withinMs,
      )
      const started = await starting
      ending.signal.throwIfAborted()
      return started
    },
    signal: ending.signal,
    run: () => (running ??= closeAll()),
  }
}

async function closeOne({ name, close }: Closer, withinMs: number, log: Log): Promise<void> {
  const timer = new AbortController()
  const late = sleep(withinMs, true, { signal: timer.signal }).catch(() => false)
  try {
    if (await Promise.race([close().then(() => false), late]))
      log.error({ closing: name, withinMs }, 'did not end in time and is left behind')
  } catch (error) {
    log.error({ closing: name, error: (error as Error).message }, 'did not end cleanly')
  } finally {
    timer.abort()
  }
}

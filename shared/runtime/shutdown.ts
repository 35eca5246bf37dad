import type { Log } from './log.ts'

type Closer = { name: string; close: () => Promise<unknown> }

/** What has been started, so that it can be ended in the opposite order. */
export type Shutdown = {
  /** Remembers how to end something. */
  add(name: string, close: () => Promise<unknown>): void
  /** Ends everything, once. Whatever does not end within `deadlineMs` is left behind. */
  run(): Promise<void>
}

/** Collects closers; `run` calls them last first and never takes longer than `deadlineMs`. */
export function createShutdown(log: Log, deadlineMs = 28_000): Shutdown {
  const closers: Closer[] = []
  let running: Promise<void> | undefined
  const closeAll = async () => {
    for (const { name, close } of closers.toReversed()) {
      await close().catch((error: Error) =>
        log.error({ closing: name, error: error.message }, 'did not end cleanly'),
      )
    }
  }
  return {
    add: (name, close) => closers.push({ name, close }),
    run: () =>
      (running ??= Promise.race([
        closeAll(),
        new Promise<void>((resolve) => setTimeout(resolve, deadlineMs).unref()),
      ])),
  }
}

import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Log } from '../shared/runtime/log.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const firstWaitMs = 500
const longestWaitMs = 15_000
/** After this long, a process that ends is taken for one that worked, and is replaced at once. */
const steadyMs = 60_000
/** Longer than the workers themselves wait for a database and a queue that are just starting. */
const patienceMs = 120_000

/** The workers cannot be started. The message is a plain sentence that says why. */
export class WorkersError extends Error {
  override name = 'WorkersError'
}

type Told = { is: 'ready' } | { is: 'refused'; why: string }

/** For the child: tells the process that started it how its start went. */
export const tellParent = (told: Told): Promise<void> =>
  new Promise((resolve) => {
    if (process.send) process.send(told, () => resolve())
    else resolve()
  })

/**
 * Runs the workers in a process of their own, so that parsing and scoring never hold up a click, and starts another
 * when it dies. The child ends by itself when this process is gone.
 * `ready` resolves when the first one works, and rejects with a WorkersError when that refuses to, or dies.
 */
export function startWorkerProcess(
  env: Record<string, string | undefined>,
  log: Log,
): { ready: Promise<void>; close(): Promise<void> } {
  let child: ChildProcess | undefined
  let closing = false
  let worked = false
  let waitMs = firstWaitMs
  const first = Promise.withResolvers<void>()
  let timer = setTimeout(
    () => first.reject(new WorkersError(`The workers were not ready within ${patienceMs / 1000} seconds.`)),
    patienceMs,
  )

  const start = () => {
    const startedAt = Date.now()
    let why: string | undefined
    child = fork(main, ['--roles=workers', '--child'], { env: { ...process.env, ...env }, stdio: 'inherit' })
    child.on('message', (told: Told) => {
      if (told.is === 'refused') why = told.why
      else if (!worked) {
        worked = true
        clearTimeout(timer)
        first.resolve()
      }
    })
    child.once('exit', (code, signal) => {
      if (closing) return
      if (!worked)
        return first.reject(
          new WorkersError(
            why ?? `The workers ended while they were starting (${signal ?? `code ${code}`}).`,
          ),
        )
      waitMs = Date.now() - startedAt > steadyMs ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs)
      log.error({ code, signal, why, againInMs: waitMs }, 'the worker process ended; starting another')
      timer = setTimeout(start, waitMs)
    })
  }
  start()

  return {
    ready: first.promise,
    close: () => {
      closing = true
      clearTimeout(timer)
      if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
      const gone = new Promise<void>((resolve) => child?.once('exit', () => resolve()))
      child.kill('SIGTERM')
      return gone
    },
  }
}

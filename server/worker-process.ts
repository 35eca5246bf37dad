import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Log } from '../shared/runtime/log.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const firstWaitMs = 500
const longestWaitMs = 15_000
/** After this long, a process that ends is taken for one that worked, and is replaced at once. */
const steadyMs = 60_000

/**
 * Runs the workers in a process of their own, so that parsing and scoring never hold up a click, and starts another
 * when it dies. The child ends by itself when this process is gone.
 */
export function startWorkerProcess(
  env: Record<string, string | undefined>,
  log: Log,
): { close(): Promise<void> } {
  let child: ChildProcess | undefined
  let closing = false
  let waitMs = firstWaitMs
  let timer: NodeJS.Timeout | undefined

  const start = () => {
    const startedAt = Date.now()
    child = fork(main, ['--roles=workers'], { env: { ...process.env, ...env }, stdio: 'inherit' })
    child.once('exit', (code, signal) => {
      if (closing) return
      waitMs = Date.now() - startedAt > steadyMs ? firstWaitMs : Math.min(waitMs * 2, longestWaitMs)
      log.error({ code, signal, againInMs: waitMs }, 'the worker process ended; starting another')
      timer = setTimeout(start, waitMs)
    })
  }
  start()

  return {
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

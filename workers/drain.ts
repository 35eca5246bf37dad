import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'bullmq'
import type { Log } from '../shared/runtime/log.ts'
import { handBack } from './run-job.ts'

const lookEveryMs = 100

/**
 * Takes no more jobs and lets those that run end. Jobs that do not end within `drainMs` go back to the queue, to be done
 * again by another process. Whatever then does not let go, such as a queue that is away, is left behind after `lastMs`.
 * @param running how many jobs this process is at work on.
 */
export async function drain(
  workers: readonly Worker[],
  {
    log,
    running,
    drainMs = 20_000,
    lastMs = 3_000,
  }: { log: Log; running: () => number; drainMs?: number; lastMs?: number },
): Promise<void> {
  let closed = false
  const closing = Promise.all(workers.map((worker) => worker.close())).finally(() => (closed = true))
  const deadline = performance.now() + drainMs
  while (!closed && running() > 0 && performance.now() < deadline) await sleep(lookEveryMs)
  if (running() > 0) {
    log.info('some jobs did not end in time; another process does them again')
    for (const worker of workers) worker.cancelAllJobs(handBack)
  }
  await Promise.race([closing, sleep(lastMs, undefined, { ref: false })])
}

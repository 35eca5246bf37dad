import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'bullmq'
import type { Log } from '../shared/runtime/log.ts'
import { handBack } from './run-job.ts'

/**
 * Takes no more jobs and lets those that run end. Jobs that do not end within `drainMs` go back to the queue, to be done
 * again by another process; whatever does not even let go of them is left behind after `lastMs` more.
 */
export async function drain(
  workers: readonly Worker[],
  { log, drainMs = 20_000, lastMs = 3_000 }: { log: Log; drainMs?: number; lastMs?: number },
): Promise<void> {
  const drained = Promise.all(workers.map((worker) => worker.close()))
  const timer = new AbortController()
  const late = sleep(drainMs, 'late', { signal: timer.signal }).catch(() => undefined)
  if ((await Promise.race([drained, late])) !== 'late') return timer.abort()
  log.warn('some jobs did not end in time; another process does them again')
  for (const worker of workers) worker.cancelAllJobs(handBack)
  await Promise.race([drained, sleep(lastMs, undefined, { ref: false })])
}

import type { Job, Processor, Worker } from 'bullmq'
import type { Store } from '../shared/database/store.ts'
import type { QueueBackend } from '../shared/jobs/backend.ts'
import { catalogue, type JobName, type QueueName } from '../shared/jobs/catalogue.ts'
import type { Log } from '../shared/runtime/log.ts'
import type { AnyHandler, Handler } from './handler.ts'

/** Feeds that answer slowly must not hold up the others: waiting costs little, and what is heard is stored in turn. */
const concurrency: Record<QueueName, number> = { rounds: 3, listening: 64 }
const complainEveryMs = 60_000

/** A worker on one queue. What a process that died was doing is taken over within 15 seconds. */
export function startQueueWorker({
  name,
  backend,
  processor,
  bound,
  store,
  log,
}: {
  name: QueueName
  backend: QueueBackend
  processor: Processor
  bound: ReadonlyMap<JobName, AnyHandler>
  store: Store
  log: Log
}): Worker {
  const worker = backend.worker(name, processor, {
    concurrency: concurrency[name],
    // A lock that is not renewed ends after 8 s, and is noticed at most 4 s later.
    lockDuration: 8_000,
    stalledInterval: 4_000,
    // Crashes are rarely the fault of the job that ran: it is given up only after the fourth.
    maxStalledCount: 3,
    runRetryDelay: 1_000,
  })

  let complainedAt = -Infinity
  worker.on('error', (error) => {
    if (performance.now() - complainedAt < complainEveryMs) return
    complainedAt = performance.now()
    log.warn({ queue: name, error: error.message }, 'trouble with the queue; work goes on when it is over')
  })
  worker.on('failed', (job, error) => {
    log.warn({ job: job?.name, payload: job?.data, error: error.message }, 'a job broke')
    if (job?.finishedOn === undefined) return
    giveUp(job, error).catch((failure: Error) =>
      log.warn({ job: job.name, error: failure.message }, 'could not note that a job was given up'),
    )
  })
  return worker

  async function giveUp(job: Job, error: Error): Promise<void> {
    const handler = bound.get(job.name as JobName) as Handler<JobName> | undefined
    if (!handler?.giveUp) return
    const payload = catalogue[handler.name].payload.parse(job.data)
    await handler.giveUp(payload as never, error, { store })
  }
}

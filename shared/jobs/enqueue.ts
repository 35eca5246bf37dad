import type { Queue } from 'bullmq'
import { Problem } from '../runtime/problem.ts'
import type { QueueBackend } from './backend.ts'
import { catalogue, queueNames, type JobName, type JobPayload, type QueueName } from './catalogue.ts'

const patienceMs = 3_000

/** Adds jobs. All of them say within 3 seconds whether the queue took them. */
export type Enqueuer = {
  /**
   * Adds one job for each payload; those that already wait are not added twice. `delayMs` before they may start.
   * @throws Problem `queue_unavailable`. What the job would have done stays owed, and is added again by the sweep.
   */
  enqueue<Name extends JobName>(
    name: Name,
    payloads: readonly JobPayload<Name>[],
    options?: { delayMs?: number },
  ): Promise<void>
  close(): Promise<void>
}

/** @throws when the backend cannot be used any more. */
export async function createEnqueuer(backend: QueueBackend): Promise<Enqueuer> {
  const queues = Object.fromEntries(queueNames.map((name) => [name, backend.queue(name)])) as Record<
    QueueName,
    Queue
  >
  // A lost connection is told to whoever adds a job, and by the backend's own log.
  for (const queue of Object.values(queues)) queue.on('error', () => undefined)
  // A queue that was not ready once never will be.
  await Promise.all(Object.values(queues).map((queue) => queue.waitUntilReady()))

  return {
    async enqueue(name, payloads, { delayMs = 0 } = {}) {
      if (payloads.length === 0) return
      const { queue, payload: schema, key, attempts, backoffMs, priority } = catalogue[name]
      const jobs = payloads.map((payload) => ({
        name,
        data: schema.parse(payload),
        opts: {
          attempts,
          backoff: { type: 'exponential', delay: backoffMs },
          priority,
          delay: delayMs,
          deduplication: { id: `${name} ${key(payload as never)}`, keepLastIfActive: true },
          removeOnComplete: true,
          removeOnFail: { count: 200, age: 7 * 86_400 },
        },
      }))
      await withinPatience(queues[queue].addBulk(jobs))
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()))
    },
  }
}

async function withinPatience(adding: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs)
  })
  try {
    await Promise.race([adding, late])
  } catch (error) {
    throw new Problem('queue_unavailable', `The queue did not take the job: ${(error as Error).message}.`, {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    adding.catch(() => undefined)
  }
}

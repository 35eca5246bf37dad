import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase, createPool } from '../shared/database/connect.ts'
import { createPoker } from '../shared/database/poke.ts'
import { createListeningTools } from '../shared/domain/listening/tools.ts'
import { queueNames } from '../shared/jobs/catalogue.ts'
import { createEnqueuer } from '../shared/jobs/enqueue.ts'
import { openQueueBackend } from '../shared/jobs/open-backend.ts'
import type { Config } from '../shared/runtime/config.ts'
import type { Log } from '../shared/runtime/log.ts'
import { drain } from './drain.ts'
import { bindHandlers, handlers } from './handlers.ts'
import { startQueueWorker } from './queue-worker.ts'
import { createProcessor } from './run-job.ts'
import { startSchedule } from './schedule.ts'
import { startStreams } from './streams.ts'

/** Each running job may hold a connection. */
const connections = 12

/**
 * Starts working off the queues, looking for what is owed, and listening to streams. `close` lets jobs end, within 25 seconds.
 * @throws Problem `queue_unavailable` when the queue cannot be used; Error when a job has not exactly one handler.
 */
export async function startWorkers({
  config,
  databaseUrl,
  log,
}: {
  config: Config
  databaseUrl: string
  log: Log
}): Promise<{ close(): Promise<void> }> {
  const bound = bindHandlers(handlers)
  const backend = await openQueueBackend({ databaseUrl, redisUrl: config.redisUrl, log })
  const pool = createPool(databaseUrl, { log, max: connections, name: 'workers' })
  const store = { db: createDatabase(pool), poke: createPoker(pool, log) }
  const tools = createListeningTools({ config, log })
  const jobs = await createEnqueuer(backend)
  const { processor, running } = createProcessor(bound, { store, tools, jobs })
  const workers = queueNames.map((name) => startQueueWorker({ name, backend, processor, bound, store, log }))
  await Promise.all(workers.map((worker) => worker.waitUntilReady()))
  const schedule = startSchedule({ store, jobs, log })
  const streams = startStreams({ store, tools, log })

  return {
    async close() {
      await Promise.all([schedule.stop(), streams.stop()])
      await drain(workers, { log, running })
      const ends = [jobs.close(), tools.close(), pool.end()]
      await Promise.race([Promise.allSettled(ends), sleep(1_000, undefined, { ref: false })])
      await Promise.race([backend.close(), sleep(500, undefined, { ref: false })])
    },
  }
}

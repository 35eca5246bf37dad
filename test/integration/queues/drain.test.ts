import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addFeed } from '../../support/feeds.ts'
import { createListeningTools } from '../../../shared/domain/listening/tools.ts'
import type { QueueBackend } from '../../../shared/jobs/backend.ts'
import { createEnqueuer } from '../../../shared/jobs/enqueue.ts'
import { silentLog } from '../../../shared/runtime/log.ts'
import { drain } from '../../../workers/drain.ts'
import { defineHandler } from '../../../workers/handler.ts'
import { startQueueWorker } from '../../../workers/queue-worker.ts'
import { createProcessor } from '../../../workers/run-job.ts'
import { eventually } from '../../support/eventually.ts'
import { serveLocally } from '../../support/local-http.ts'
import { openTestQueues, type TestQueues } from '../../support/queues.ts'

vi.setConfig({ testTimeout: 60_000 })
const soon = 30_000

let queues: TestQueues
beforeEach(async () => {
  queues = await openTestQueues()
})
afterEach(() => queues.close())

test('SIGTERM lets a running job end, then the process ends well', async () => {
  const { store } = queues
  const asked = Promise.withResolvers<void>()
  const slow = await serveLocally((_request, response) => {
    asked.resolve()
    setTimeout(() => {
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end('<rss version="2.0"><channel><item><guid>1</guid><title>acme</title></item></channel></rss>')
    }, 3_000)
  })
  await addFeed(store.db, { url: slow.url })
  const process = await queues.startProcess()
  await asked.promise
  const since = Date.now()
  expect(await process.kill('SIGTERM')).toBe(0)
  expect(Date.now() - since).toBeLessThanOrEqual(25_000)
  expect(await store.db.selectFrom('item').select('external_id').execute()).toEqual([{ external_id: '1' }])
  await slow.close()
})

test('a job that hangs goes back when its process must end, and another process does it', async () => {
  const log = silentLog
  const tools = createListeningTools({ config: queues.config, log })
  const runs: string[] = []
  const backends: QueueBackend[] = []
  const start = async (who: string, run: () => Promise<void>) => {
    const backend = await queues.backend()
    backends.push(backend)
    const handler = defineHandler({
      name: 'sweep',
      run: () => {
        runs.push(who)
        return run()
      },
    })
    const bound = new Map([[handler.name, handler]])
    const jobs = await createEnqueuer(backend)
    const { processor, running } = createProcessor(bound, { store: queues.store, tools, jobs })
    const worker = startQueueWorker({ name: 'rounds', backend, processor, bound, store: queues.store, log })
    return { worker, jobs, running }
  }
  const hanging = await start('hanging', () => new Promise(() => undefined))
  await hanging.jobs.enqueue('sweep', [{}])
  await eventually(() => runs.length === 1, soon)

  const since = Date.now()
  await drain([hanging.worker], { log, running: hanging.running, drainMs: 300, lastMs: 5_000 })
  expect(Date.now() - since).toBeLessThan(5_000)

  const next = await start('next', async () => undefined)
  await eventually(() => runs.at(-1) === 'next', soon)
  await drain([next.worker], { log, running: next.running })
  expect(runs).toEqual(['hanging', 'next'])
  await Promise.all([hanging.jobs.close(), next.jobs.close(), tools.close()])
  await Promise.all(backends.map((backend) => backend.close()))
})

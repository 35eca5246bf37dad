import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QueueBackend } from '../../../shared/jobs/backend.ts'
import { createEnqueuer, type Enqueuer } from '../../../shared/jobs/enqueue.ts'
import { openQueueBackend } from '../../../shared/jobs/open-backend.ts'
import { silentLog } from '../../../shared/runtime/log.ts'
import { eventually } from '../../support/eventually.ts'
import { openTestQueues, type TestQueues } from '../../support/queues.ts'
import { proxyTo, type TcpProxy } from '../../support/tcp-proxy.ts'

vi.setConfig({ testTimeout: 60_000 })
const soon = 30_000

let queues: TestQueues
let proxy: TcpProxy
let backend: QueueBackend
let jobs: Enqueuer

/** The backend as it is reached through a wire that the test can cut. */
const open = async (patienceMs: number) => {
  const through = (url: string) =>
    Object.assign(new URL(url), { hostname: '127.0.0.1', port: `${proxy.port}` }).href
  return openQueueBackend({
    databaseUrl: through(queues.databaseUrl),
    redisUrl: queues.redisUrl && through(queues.redisUrl),
    log: silentLog,
    patienceMs,
  })
}

beforeEach(async () => {
  queues = await openTestQueues()
  const { hostname, port } = new URL(queues.redisUrl ?? queues.databaseUrl)
  proxy = await proxyTo({ host: hostname, port: Number(port) })
  backend = await open(0)
  jobs = await createEnqueuer(backend)
})
afterEach(async () => {
  await Promise.race([jobs.close(), sleep(1_000)])
  await Promise.race([backend.close(), sleep(1_000)])
  await proxy.close()
  await queues.close()
})

test('a job that waits is not added twice; one that runs is done once more', async () => {
  const queue = backend.queue('listening')
  await jobs.enqueue('poll-feed', [{ feedId: 1 }, { feedId: 2 }, { feedId: 1 }])
  await jobs.enqueue('poll-feed', [{ feedId: 1 }])
  expect(await queue.getWaitingCount()).toBe(2)

  const runs: number[] = []
  const ended = Promise.withResolvers<void>()
  const worker = backend.worker(
    'listening',
    async (job) => {
      runs.push(job.data.feedId)
      if (job.data.feedId === 1) await ended.promise
    },
    { concurrency: 2 },
  )
  await eventually(() => runs.length === 2, soon)
  for (let again = 0; again < 3; again += 1) await jobs.enqueue('poll-feed', [{ feedId: 1 }])
  ended.resolve()
  await eventually(() => runs.length === 3, soon)
  await jobs.enqueue('poll-feed', [{ feedId: 2 }])
  await eventually(() => runs.length === 4, soon)
  await sleep(200)
  expect(runs.toSorted()).toEqual([1, 1, 2, 2])
  await worker.close()
  await queue.close()
})

test('what is not in the catalogue’s form is refused by the one who adds it', async () => {
  await expect(jobs.enqueue('poll-feed', [{ feedId: 0 }])).rejects.toThrow()
  await expect(jobs.enqueue('sweep', [{ more: true } as never])).rejects.toThrow()
})

test('who adds a job while the queue is away knows it within seconds, and can again when it is back', async () => {
  proxy.cut()
  const since = Date.now()
  await expect(jobs.enqueue('sweep', [{}])).rejects.toMatchObject({ code: 'queue_unavailable' })
  proxy.freeze()
  await expect(jobs.enqueue('sweep', [{}])).rejects.toMatchObject({ code: 'queue_unavailable' })
  expect(Date.now() - since).toBeLessThan(8_000)
  proxy.heal()
  await eventually(
    () =>
      jobs.enqueue('sweep', [{}]).then(
        () => true,
        () => false,
      ),
    soon,
  )
})

test('a queue that is away at the start is waited for, and given up with a sentence that says what to do', async () => {
  proxy.cut()
  const error = await open(600).catch((problem: Error) => problem)
  expect(error).toMatchObject({ code: 'queue_unavailable' })
  expect((error as Error).message).toContain(`127.0.0.1:${proxy.port}`)
  expect((error as Error).message).toMatch(/Check that it runs/)

  const late = open(soon)
  setTimeout(() => proxy.heal(), 700)
  await (await late).close()
})

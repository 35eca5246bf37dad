import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { addBrand } from '../../../shared/domain/brands/add.ts'
import { addFeed } from '../../support/feeds.ts'
import { listChecks } from '../../../shared/domain/feeds/list-checks.ts'
import { eventually } from '../../support/eventually.ts'
import { startFeedServer } from '../../support/feed-server.ts'
import { serveLocally } from '../../support/local-http.ts'
import { openTestQueues, type TestQueues } from '../../support/queues.ts'
import { contradictions, type TestStore } from '../../support/store.ts'

vi.setConfig({ testTimeout: 180_000 })

const feedCount = 10
const itemsPerFeed = 200
/** What a dead process was doing is taken over so soon; the rest is for a busy machine to do it in. */
const takeOverMs = 15_000
const workMs = 60_000

async function openQueues(end: (close: () => Promise<void>) => void): Promise<TestQueues> {
  const queues = await openTestQueues()
  end(() => queues.close())
  await addBrand(queues.store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  return queues
}

const countIn = async ({ db }: TestStore, table: 'item' | 'mention') =>
  (
    await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
  ).rows

// At the same time: each mostly waits until what a dead process was doing counts as lost.
test.concurrent('kill -9 of a worker in the middle of 2,000 items loses and doubles nothing', async ({
  onTestFinished,
}) => {
  const queues = await openQueues(onTestFinished)
  const { store } = queues
  const count = (table: 'item' | 'mention') => countIn(store, table)
  const servers = await Promise.all(
    Array.from({ length: feedCount }, (_, n) => startFeedServer(`Forum ${n}`)),
  )
  for (const [n, server] of servers.entries()) {
    server.publish(
      ...Array.from({ length: itemsPerFeed }, (_, i) => ({
        id: `${n}-${i}`,
        text: `acme is awful ${n}-${i}`,
      })),
    )
    await addFeed(store.db, { url: server.url })
  }
  const first = await queues.startProcess()
  await eventually(async () => (await count('item')) > 0, workMs)
  await first.kill('SIGKILL')
  const killedAt = Date.now()
  expect(await count('item')).toBeLessThan(feedCount * itemsPerFeed)

  await queues.startProcess()
  await eventually(async () => (await count('item')) === feedCount * itemsPerFeed, takeOverMs + workMs)
  expect(await count('mention')).toBe(feedCount * itemsPerFeed)
  expect(await contradictions(store)).toEqual([])
  // Nothing was taken over late: the last poll began in time.
  const started = await store.db
    .selectFrom('feed_check')
    .select(({ fn }) => fn.max('started_at').as('last'))
    .executeTakeFirstOrThrow()
  expect(started.last!.getTime() - killedAt).toBeLessThanOrEqual(takeOverMs)
  await Promise.all(servers.map((server) => server.close()))
})

test.concurrent('a job whose process is killed twice is still done', async ({ onTestFinished }) => {
  const queues = await openQueues(onTestFinished)
  const { store } = queues
  let requests = 0
  const healthy = () => requests > 2
  const slow = await serveLocally(async (_request, response) => {
    requests += 1
    if (!healthy()) return
    response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end('<rss version="2.0"><channel><item><guid>1</guid><title>acme</title></item></channel></rss>')
  })
  const { id } = await addFeed(store.db, { url: slow.url })
  for (const kills of [1, 2]) {
    const process = await queues.startProcess()
    await eventually(() => requests === kills, takeOverMs + workMs)
    await process.kill('SIGKILL')
    await sleep(100)
  }
  const killedAt = Date.now()
  await queues.startProcess()
  await eventually(async () => (await countIn(store, 'item')) === 1, takeOverMs + workMs)
  const [check] = await listChecks(store, id)
  expect(Date.parse(check!.startedAt) - killedAt).toBeLessThanOrEqual(takeOverMs)
  await slow.close()
})

import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { addFeed } from '../../support/feeds.ts'
import { listChecks } from '../../../shared/domain/feeds/list-checks.ts'
import { readFeed } from '../../../shared/domain/feeds/list.ts'
import { markDue } from '../../../shared/domain/feeds/mark-due.ts'
import { checkProgress } from '../../../shared/domain/upkeep/heartbeat.ts'
import { silentLog } from '../../../shared/runtime/log.ts'
import { startWorkers } from '../../../workers/start.ts'
import { eventually } from '../../support/eventually.ts'
import { startFeedServer } from '../../support/feed-server.ts'
import { serveLocally } from '../../support/local-http.ts'
import { openTestQueues, type TestQueues } from '../../support/queues.ts'
import { proxyTo } from '../../support/tcp-proxy.ts'

vi.setConfig({ testTimeout: 120_000 })
const soon = 30_000
/** A feed whose job was lost is handed out again after 15 seconds. */
const handedOutAgainMs = 30_000

/** As FLUSHALL does: every job, and all that the queue knows. */
async function emptyQueues(queues: TestQueues): Promise<void> {
  if (queues.redisUrl !== undefined) {
    const redis = new Redis(queues.redisUrl)
    await redis.flushdb()
    redis.disconnect()
    return
  }
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`.execute(queues.store.db)
  const truncate = sql`TRUNCATE ${sql.raw(rows.map((row) => row.name).join(', '))}`
  // It may collide with work that is going on.
  await eventually(
    () =>
      truncate.execute(queues.store.db).then(
        () => true,
        () => false,
      ),
    soon,
  )
}

// At the same time: each mostly waits for what was lost to be missed.
test.concurrent('queues that are emptied in the middle of the work lose nothing', async ({
  onTestFinished,
}) => {
  const queues = await openTestQueues()
  onTestFinished(() => queues.close())
  const { store, config, databaseUrl } = queues
  let asked = 0
  // Each site is asked once a second, so that there is a middle of the work.
  const sites = await Promise.all(
    Array.from({ length: 10 }, () =>
      serveLocally((_request, response) => {
        asked += 1
        setTimeout(() => response.end('<rss version="2.0"><channel><title>Slow</title></channel></rss>'), 500)
      }),
    ),
  )
  const workers = await startWorkers({ config, databaseUrl, log: silentLog })
  const feeds = await Promise.all(
    Array.from({ length: 30 }, (_, n) => addFeed(store.db, { url: `${sites[n % sites.length]!.url}/${n}` })),
  )
  await eventually(() => asked > 0, soon)
  await emptyQueues(queues)
  expect(asked).toBeLessThan(feeds.length)
  await eventually(async () => {
    const all = await Promise.all(feeds.map(({ id }) => readFeed(store.db, id)))
    return all.every((feed) => feed.health === 'working')
  }, handedOutAgainMs)

  await emptyQueues(queues)
  await markDue(store, feeds[0]!.id)
  await eventually(async () => (await listChecks(store, feeds[0]!.id)).length === 2, soon)
  expect((await checkProgress(store.db)).detail).toBe('Workers make progress.')
  await workers.close()
  await Promise.all(sites.map((site) => site.close()))
})

test.concurrent('a queue that goes away and comes back is worked off again', async ({ onTestFinished }) => {
  const queues = await openTestQueues()
  onTestFinished(() => queues.close())
  const server = await startFeedServer()
  const { store, config } = queues
  const target = new URL(queues.redisUrl ?? queues.databaseUrl)
  const proxy = await proxyTo({ host: target.hostname, port: Number(target.port) })
  const through = (url: string) =>
    Object.assign(new URL(url), { hostname: '127.0.0.1', port: `${proxy.port}` }).href
  // Without Redis it is the whole database that goes away.
  const workers = await startWorkers({
    config: { ...config, redisUrl: queues.redisUrl && through(queues.redisUrl) },
    databaseUrl: queues.redisUrl ? queues.databaseUrl : through(queues.databaseUrl),
    log: silentLog,
  })
  const { id } = await addFeed(store.db, { url: server.url })
  await eventually(async () => (await readFeed(store.db, id)).health === 'working', soon)

  for (const cut of [() => proxy.cut(), () => proxy.freeze()]) {
    const before = server.requests()
    cut()
    await sleep(1_000)
    await markDue(store, id)
    await sleep(1_000)
    proxy.heal()
    await eventually(() => server.requests() > before, soon)
  }
  await workers.close()
  await proxy.close()
  await server.close()
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEnqueuer } from '../../../../shared/jobs/enqueue.ts'
import { openQueueBackend } from '../../../../shared/jobs/open-backend.ts'
import { silentLog } from '../../../../shared/runtime/log.ts'
import { startRedis, type TestRedis } from '../../../support/redis-server.ts'

let folder: string
let redis: TestRedis | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-redis-'))
})
afterEach(async () => {
  await redis?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const open = (redisUrl: string) =>
  openQueueBackend({
    databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
    redisUrl,
    log: silentLog,
    patienceMs: 0,
  })

test('a Redis that throws keys away when it is full is refused, with what to set', async () => {
  redis = await startRedis(folder, ['--maxmemory', '10mb', '--maxmemory-policy', 'allkeys-lru'])
  const refused = open(redis.url)
  await expect(refused).rejects.toMatchObject({ code: 'queue_unavailable' })
  await expect(refused).rejects.toThrow(/maxmemory-policy allkeys-lru.*Set maxmemory-policy noeviction/s)
})

test('a Redis with a password, or behind a socket file, works as its URL says', async () => {
  const socket = join(folder, 'redis.sock')
  redis = await startRedis(folder, ['--unixsocket', socket, '--requirepass', 'secret'])
  await expect(open(redis.url)).rejects.toThrow(/REDIS_URL.*password/)
  const { port } = new URL(redis.url)
  for (const url of [`redis://:secret@127.0.0.1:${port}/3`, `unix://:secret@localhost${socket}?db=4`]) {
    const backend = await open(url)
    const jobs = await createEnqueuer(backend)
    await jobs.enqueue('sweep', [{}])
    const queue = backend.queue('rounds')
    expect(await queue.getWaitingCount()).toBe(1)
    await Promise.all([queue.close(), jobs.close()])
    await backend.close()
  }
})

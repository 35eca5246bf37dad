import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { admin, refusedStart, startEarshot, type Earshot } from '../../support/earshot.ts'
import { temporaryDataDir } from '../../support/embedded.ts'
import { startRedis } from '../../support/redis-server.ts'
import { proxyTo } from '../../support/tcp-proxy.ts'

const patience = { timeout: 120_000 }
const ready = /Earshot is ready/

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  return database.drop
})

async function running(env: Record<string, string | undefined>): Promise<Earshot> {
  const earshot = await startEarshot(env)
  onTestFinished(() => earshot.stop())
  return earshot
}

async function ownRedis(policy: string) {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-redis-'))
  const redis = await startRedis(folder, ['--maxmemory-policy', policy])
  const client = new Redis(redis.url)
  onTestFinished(async () => {
    client.disconnect()
    await redis.stop()
    rmSync(folder, { recursive: true })
  })
  return { url: redis.url, setPolicy: (to: string) => client.config('SET', 'maxmemory-policy', to) }
}

const databaseWith = (change: (url: URL) => void) => {
  const url = new URL(database.url)
  change(url)
  return url.href
}

describe('a start that cannot be', patience, () => {
  test('names every wrong variable', async () => {
    const { code, output } = await refusedStart({ PORT: 'http', EARSHOT_ROLES: 'web,queues' })
    expect(code).toBe(1)
    expect(output).toMatch(
      /^PORT must be a port number from 0 to 65535 \(it is "http"\)\.\nEARSHOT_ROLES .*\.\n$/,
    )
  })

  test('says that the port is in use, and by which variable to choose another', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo
    const { code, output } = await refusedStart({ DATABASE_URL: database.url, PORT: String(port) })
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is in use by another program. End it, or set PORT`)
    expect(output).not.toContain('{"level"')
    expect(output).not.toMatch(ready)
  })

  test.each<[string, (url: URL) => void, RegExp]>([
    ['refuses the password', (url) => (url.password = 'guess'), /password authentication failed/],
    ['has no such database', (url) => (url.pathname = 'nowhere'), /"nowhere" does not exist/],
    [
      'would lose in a crash what it acknowledged',
      (url) => url.searchParams.set('options', '-c synchronous_commit=off'),
      /runs with synchronous_commit = off, .* Switch it on\./,
    ],
  ])('says at once that PostgreSQL %s', async (_, change, reason) => {
    const { code, output } = await refusedStart({ DATABASE_URL: databaseWith(change) })
    expect(code).toBe(1)
    expect(output).toMatch(/^PostgreSQL at 127\.0\.0\.1:\d+ .*\.\n$/)
    expect(output).toMatch(reason)
    expect(output).not.toContain('guess')
  })

  test.each(['192.0.2.1', 'nowhere.invalid'])('says that %s is no address of this machine', async (host) => {
    const { code, output } = await refusedStart({ DATABASE_URL: database.url, EARSHOT_HOST: host })
    expect(code).toBe(1)
    expect(output).toContain(`This machine has no address ${host}. Correct EARSHOT_HOST.`)
    expect(output).not.toMatch(ready)
  })

  test('names the variable of a password that anybody would guess', async () => {
    const own = { EARSHOT_ADMIN_EMAIL: admin.email, EARSHOT_ADMIN_PASSWORD: 'password1' }
    const { code, output } = await refusedStart({ DATABASE_URL: database.url, ...own })
    expect(code).toBe(1)
    expect(output).toMatch(/^EARSHOT_ADMIN_PASSWORD cannot be used: This password is .*\n$/)
    expect(output).not.toContain('password1')
  })

  test('names the options when there is no such one', async () => {
    const { code, output } = await refusedStart({}, ['--port=80'])
    expect(code).toBe(1)
    expect(output).toBe("Unknown option '--port'. The options are --demo and --roles=web,workers.\n")
  })

  test('ends with what is wrong with Redis, and never says that it is ready', async () => {
    const redis = await ownRedis('allkeys-lru')
    const { code, output } = await refusedStart({ DATABASE_URL: database.url, REDIS_URL: redis.url })
    expect(code).toBe(1)
    expect(output).toMatch(/^Redis \(REDIS_URL\) is set to maxmemory-policy allkeys-lru.*noeviction.*$/m)
    expect(output).not.toMatch(ready)
  })
})

test('waits for a PostgreSQL that is just starting', patience, async () => {
  const { hostname, port } = new URL(database.url)
  const proxy = await proxyTo({ host: hostname, port: Number(port) })
  onTestFinished(() => proxy.close())
  proxy.cut()
  const through = databaseWith((url) => (url.host = `127.0.0.1:${proxy.port}`))
  const starting = running({ DATABASE_URL: through })
  await expect.poll(proxy.refused, { timeout: 30_000 }).toBeGreaterThan(1)
  proxy.heal()
  const earshot = await starting
  expect(earshot.output()).toMatch(/^Waiting for PostgreSQL at 127\.0\.0\.1:\d+ …\n/)
  expect((await fetch(`${earshot.address}/api/health`)).status).toBe(200)
})

test('a second start on the same data names the first and leaves it alone', patience, async () => {
  const own = { DATABASE_URL: undefined, EARSHOT_DATA: temporaryDataDir() }
  const first = await running(own)
  const { code, output } = await refusedStart(own)
  expect(code).toBe(1)
  expect(output).toContain(`process ${first.process.pid}, at ${first.address}`)
  expect(output).not.toMatch(ready)
  expect((await fetch(`${first.address}/api/ready`)).status).toBe(200)
})

test('workers that die are replaced, and why that fails is said until it succeeds', patience, async () => {
  const redis = await ownRedis('noeviction')
  const earshot = await running({ DATABASE_URL: database.url, REDIS_URL: redis.url })
  const { pid } = earshot.process
  const workers = () =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  const [first] = workers()
  await redis.setPolicy('allkeys-lru')
  process.kill(first!, 'SIGKILL')
  await expect
    .poll(earshot.output, { timeout: 30_000 })
    .toMatch(/the worker process ended.*\n(.*\n)*.*"why":"Redis/)

  await redis.setPolicy('noeviction')
  const beats = async () => (await fetch(`${earshot.address}/api/ready`)).status
  await expect.poll(async () => workers().length === 1 && (await beats()), { timeout: 30_000 }).toBe(200)
  expect(workers()).not.toContain(first)
})

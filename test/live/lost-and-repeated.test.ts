import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Poke } from '../../shared/database/poke.ts'
import { eventually } from '../support/eventually.ts'
import type { LiveClient } from '../support/live-client.ts'
import { liveAs, seedMentions } from '../support/live-web.ts'
import { proxyTo } from '../support/tcp-proxy.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

const started: TestWeb[] = []
async function start(...options: Parameters<typeof startTestWeb>): Promise<TestWeb> {
  const web = await startTestWeb(...options)
  started.push(web)
  return web
}
afterEach(async () => {
  // The first made the database.
  for (const web of started.splice(0).toReversed()) await web.close()
})

const inOrder = (live: LiveClient) => live.all('change').map((event) => event.revision)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

async function claimAll(web: TestWeb, ids: number[]): Promise<void> {
  const client = await web.signedIn('agent')
  for (const id of ids) expect((await client.post(`/api/mentions/${id}/claim`)).status).toBe(200)
}

describe('pokes', () => {
  test('that are all lost delay changes by at most three seconds', async () => {
    const web = await start({ poke: () => () => undefined })
    const { ids } = await seedMentions(web, 10)
    const live = await liveAs(web, 'agent')
    await claimAll(web, ids)
    const at = Date.now()
    await eventually(() => inOrder(live).length === 10)
    expect(Date.now() - at).toBeLessThan(3_000)
    expect(inOrder(live)).toEqual(upTo(10))
  })

  test('that come many times over change nothing', async () => {
    const web = await start({
      poke: (send) => (poke: Poke) => {
        for (let round = 0; round < 5; round += 1) setTimeout(() => send(poke), round * 15)
      },
    })
    const { ids } = await seedMentions(web, 20)
    const live = await liveAs(web, 'agent')
    await claimAll(web, ids)
    await eventually(() => inOrder(live).length >= 20)
    await sleep(300)
    expect(inOrder(live)).toEqual(upTo(20))
  })

  test('that say nothing understandable are passed over', async () => {
    const web = await start()
    const { ids } = await seedMentions(web, 1)
    const live = await liveAs(web, 'agent')
    for (const payload of ['', 'nonsense', '{"about":"rights","personId":"x"}', '[]'])
      await web.pool.query('SELECT pg_notify($1, $2)', ['earshot_change', payload])
    await claimAll(web, ids)
    await eventually(() => inOrder(live).length === 1)
    expect(live.ended()).toBeUndefined()
  })

  test('are not needed for change to be quick', async () => {
    const web = await start()
    const { ids } = await seedMentions(web, 5)
    const live = await liveAs(web, 'agent')
    const client = await web.signedIn('agent')
    await sleep(200)
    const waits: number[] = []
    for (const [index, id] of ids.entries()) {
      await client.post(`/api/mentions/${id}/claim`)
      const at = Date.now()
      await eventually(() => inOrder(live).length === index + 1)
      waits.push(Date.now() - at)
      await sleep(150)
    }
    // With pokes it takes milliseconds; without, half a second on average.
    expect(waits.toSorted((a, b) => a - b)[2]!).toBeLessThan(250)
  })
})

describe('two web processes on one database', () => {
  test('tell their sockets the same, whoever made the move, though three of ten pokes are lost', async () => {
    let count = 0
    const lossy = {
      poke: (send: (poke: Poke) => void) => (poke: Poke) => void ((count += 1) % 10 < 7 && send(poke)),
    }
    const one = await start(lossy)
    const two = await start({ ...lossy, databaseUrl: one.databaseUrl })
    const { ids } = await seedMentions(one, 40)
    const lives = await Promise.all([liveAs(one, 'agent'), liveAs(two, 'agent')])
    await Promise.all([claimAll(one, ids.slice(0, 20)), claimAll(two, ids.slice(20))])
    const at = Date.now()
    await Promise.all(lives.map((live) => eventually(() => inOrder(live).length === 40)))
    expect(Date.now() - at).toBeLessThan(5_000)
    expect(inOrder(lives[0]!)).toEqual(upTo(40))
    expect(lives[1]!.all('change')).toEqual(
      lives[0]!.all('change').map((event, index) => ({
        ...event,
        // Read at different moments, cards may be newer on one side; the entries are the same.
        mentions: lives[1]!.all('change')[index]!.mentions,
      })),
    )
  })
})

describe('the database', () => {
  test('that ends the listening connection is listened to again within five seconds', async () => {
    const web = await start()
    const { ids } = await seedMentions(web, 6)
    const live = await liveAs(web, 'agent')
    await claimAll(web, ids.slice(0, 2))
    await eventually(() => inOrder(live).length === 2)

    const listening = () =>
      web.pool.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
      )
    const [before] = (await eventually(async () => (await listening()).rows.length === 1 && listening())).rows
    await web.pool.query('SELECT pg_terminate_backend($1)', [before!.pid])
    await claimAll(web, ids.slice(2, 4))
    await eventually(async () => (await listening()).rows.some((row) => row.pid !== before!.pid), 5_000)
    await claimAll(web, ids.slice(4))
    await eventually(() => inOrder(live).length === 6)
    expect(inOrder(live)).toEqual(upTo(6))
  })

  test('that is away for a while is caught up with within five seconds, and nobody is cut off', async () => {
    const far = await start()
    const target = new URL(far.databaseUrl)
    const proxy = await proxyTo({ host: target.hostname, port: Number(target.port) })
    onTestFinished(() => proxy.close())
    const through = new URL(far.databaseUrl)
    through.host = `127.0.0.1:${proxy.port}`
    const near = await start({ databaseUrl: through.href })
    const { ids } = await seedMentions(far, 10)
    const live = await liveAs(near, 'agent')
    await claimAll(near, ids.slice(0, 2))
    await eventually(() => inOrder(live).length === 2)

    for (const [how, from] of [
      ['cut', 2],
      ['freeze', 6],
    ] as const) {
      proxy[how]()
      await claimAll(far, ids.slice(from, from + 4))
      await sleep(2_500)
      expect(inOrder(live).length).toBe(from)
      const refused = await near
        .nobody()
        .post('/api/session', { email: 'a@b.example', password: 'whatever it is' })
      expect(refused.body).toMatchObject({ code: 'database_unavailable', status: 503 })
      expect(refused.headers['retry-after']).toBe('5')
      expect((await near.nobody().get('/api/health')).status).toBe(200)
      const ready = await near.nobody().get('/api/ready')
      expect(ready.status).toBe(503)
      expect(ready.body.checks[0]).toMatchObject({ name: 'database', ok: false })

      proxy.heal()
      const healed = Date.now()
      await eventually(() => inOrder(live).length === from + 4, 10_000)
      expect(Date.now() - healed).toBeLessThan(5_000)
    }
    expect(inOrder(live)).toEqual(upTo(10))
    expect(live.ended()).toBeUndefined()
  })
})

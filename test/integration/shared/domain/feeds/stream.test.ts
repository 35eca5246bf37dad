import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { readFeed } from '../../../../../shared/domain/feeds/list.ts'
import { listChecks } from '../../../../../shared/domain/feeds/list-checks.ts'
import { handOutDueFeeds } from '../../../../../shared/domain/feeds/lease.ts'
import { takeStreams } from '../../../../../shared/domain/feeds/stream-lease.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { createListeningTools, type ListeningTools } from '../../../../../shared/domain/listening/tools.ts'
import { readConfig } from '../../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { startStreams } from '../../../../../workers/streams.ts'
import { addFeed, changeFeed } from '../../../../support/feeds.ts'
import { startJetstream, type JetstreamServer } from '../../../../support/jetstream-server.ts'
import { contradictions, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let tools: ListeningTools
let server: JetstreamServer
const ends: (() => unknown)[] = []

beforeAll(() => {
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
})
afterAll(() => tools.close())
beforeEach(async () => {
  store = await openTestStore()
  server = await startJetstream()
  tools = { ...tools, listening: createListeningReader(silentLog, tools.scorer) }
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
})
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
  await server.close()
  await store.close()
})

const eventually = (assert: () => unknown, timeout = 8000) => vi.waitFor(assert, { timeout, interval: 25 })
const addStream = () =>
  addFeed(store.db, { source: 'bluesky', config: { endpoint: server.url, api: server.api } })

function start() {
  const streams = startStreams({ store, tools, log: silentLog })
  ends.push(streams.stop)
  return streams
}

async function startProcess(): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('../../../../support/fixtures/listen-to-streams.ts', import.meta.url))
  const env = { ...process.env, DATABASE_URL: store.url, EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }
  const child = fork(program, { env, execArgv: [] })
  ends.push(() => child.kill('SIGKILL'))
  await new Promise((resolve) => child.once('message', resolve))
  return child
}

const mentionTexts = async () => {
  const { rows } = await sql<{ text: string }>`
    SELECT item.text FROM mention JOIN item ON item.id = mention.item_id ORDER BY item.text`.execute(store.db)
  return rows.map(({ text }) => text)
}
const itemCount = async () => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM item`.execute(store.db)
  return rows[0]!.n
}

describe('a stream', () => {
  it('becomes mentions within seconds; what nobody wants is not kept', async () => {
    const { id } = await addStream()
    start()
    await eventually(() => expect(server.open()).toBe(1))
    for (let n = 0; n < 40; n++) server.post(`small talk ${n}`)
    server.post('Acme is down, and nobody answers')
    await eventually(async () => expect(await mentionTexts()).toEqual(['Acme is down, and nobody answers']))
    expect(await itemCount()).toBe(1)
    const feed = await readFeed(store.db, id)
    expect(feed).toMatchObject({ health: 'working', items: 1, mentions: 1, consecutiveFailures: 0 })
    expect(feed).toMatchObject({ checking: false, nextCheckAt: null })
    expect(feed.bytesFetched).toBeGreaterThan(41 * 150)
    expect(await contradictions(store)).toEqual([])
  })

  it('is not polled as well', async () => {
    await addStream()
    expect(await handOutDueFeeds(store.db, 10)).toEqual([])
  })

  it('notes one check a minute, not one a batch', async () => {
    const { id } = await addStream()
    start()
    await eventually(() => expect(server.open()).toBe(1))
    for (let n = 0; n < 4; n++) {
      server.post(`acme ${n}`)
      await eventually(async () => expect(await mentionTexts()).toHaveLength(n + 1))
    }
    const checks = await listChecks(store, id)
    expect(checks).toHaveLength(1)
    expect(checks[0]).toMatchObject({ outcome: 'items', items: 1, newItems: 1, mentions: 1 })
  })

  it('takes what is dated before anybody could post as just posted, and goes on', async () => {
    const { id } = await addStream()
    start()
    await eventually(() => expect(server.open()).toBe(1))
    server.post('acme one')
    server.post('acme is down again', { record: { createdAt: '0001-01-01T00:00:00Z' } })
    server.post('acme is down, too', { record: { createdAt: '0000-01-01T00:00:00.000Z' } })
    server.post('acme two')
    const texts = ['acme is down again', 'acme is down, too', 'acme one', 'acme two']
    await eventually(async () => expect(await mentionTexts()).toEqual(texts))
    const { rows } = await sql<{ old: number }>`
      SELECT count(*)::integer AS old FROM mention WHERE published_at < now() - interval '1 minute'`.execute(
      store.db,
    )
    expect(rows).toEqual([{ old: 0 }])
    expect(await readFeed(store.db, id)).toMatchObject({ health: 'working', consecutiveFailures: 0 })
  })

  it('goes on where it stopped', async () => {
    await addStream()
    const first = start()
    await eventually(() => expect(server.open()).toBe(1))
    server.post('acme one')
    await eventually(async () => expect(await mentionTexts()).toHaveLength(1))
    await first.stop()
    expect(server.open()).toBe(0)
    server.post('acme two')
    start()
    await eventually(async () => expect(await mentionTexts()).toEqual(['acme one', 'acme two']), 4000)
  })

  it('forgets what its author deletes, at once and later', async () => {
    await addStream()
    start()
    await eventually(() => expect(server.open()).toBe(1))
    server.post('acme, I take this back', { rkey: 'later' })
    server.post('acme, I take this back at once', { rkey: 'once' })
    server.remove('once')
    server.remove('never-heard-of')
    await eventually(async () => expect(await mentionTexts()).toEqual(['', 'acme, I take this back']))
    server.remove('later')
    await eventually(async () => expect(await mentionTexts()).toEqual(['', '']))
    expect(await contradictions(store)).toEqual([])
  })

  it('hears new words as soon as a brand asks for them', async () => {
    await addStream()
    start()
    await eventually(() => expect(server.open()).toBe(1))
    server.post('zephyr before anybody asked')
    await sleep(1500)
    await addBrand(store.db, { name: 'Zephyr', queries: [{ text: 'zephyr' }] })
    await sleep(1500)
    server.post('zephyr afterwards')
    await eventually(async () => expect(await mentionTexts()).toEqual(['zephyr afterwards']))
  })

  it('shows why it cannot be heard, and is heard again when it can', async () => {
    const { id } = await addStream()
    await server.close()
    start()
    await eventually(async () =>
      expect(await readFeed(store.db, id)).toMatchObject({
        health: 'failing',
        consecutiveFailures: 1,
        lastProblem: { code: 'feed_unreachable' },
      }),
    )
    const { nextCheckAt } = await readFeed(store.db, id)
    const wait = (Date.parse(nextCheckAt ?? '') - Date.now()) / 1000
    expect(wait).toBeGreaterThan(5)
    expect(wait).toBeLessThan(60)
    server = await startJetstream()
    await changeFeed(store, id, { config: { endpoint: server.url, api: server.api } })
    await eventually(() => expect(server.open()).toBe(1))
    server.post('acme is back')
    await eventually(async () =>
      expect(await readFeed(store.db, id)).toMatchObject({ health: 'working', consecutiveFailures: 0 }),
    )
  })

  it('ends within seconds when it is switched off', async () => {
    const { id } = await addStream()
    start()
    await eventually(() => expect(server.open()).toBe(1))
    await changeFeed(store, id, { enabled: false })
    await eventually(() => expect(server.open()).toBe(0), 5000)
    server.post('acme unheard')
    await sleep(500)
    expect(await mentionTexts()).toEqual([])
  })
})

describe('several processes', () => {
  it('share the streams: each is listened to by one', async () => {
    await addStream()
    const taken = await Promise.all(Array.from({ length: 8 }, () => takeStreams(store.db)))
    expect(taken.flat()).toHaveLength(1)
  })

  it('go on within 15 seconds for one that was killed, and nothing is lost or heard twice', async () => {
    await addStream()
    const first = await startProcess()
    await eventually(() => expect(server.open()).toBe(1))
    await startProcess()
    let posted = 0
    const timer = setInterval(() => server.post(`acme number ${(posted += 1)}`), 20)
    ends.push(() => clearInterval(timer))
    await eventually(async () => expect((await mentionTexts()).length).toBeGreaterThan(50))
    expect(server.open()).toBe(1)
    first.kill('SIGKILL')
    const killedAt = performance.now()
    await eventually(() => expect(server.open()).toBe(0))
    await eventually(() => expect(server.open()).toBe(1), 16_000)
    expect(performance.now() - killedAt).toBeLessThan(15_000)
    await sleep(1000)
    clearInterval(timer)
    await eventually(async () => expect(await mentionTexts()).toHaveLength(posted))
    await sleep(1500)
    expect(new Set(await mentionTexts()).size).toBe(posted)
    expect(await itemCount()).toBe(posted)
    expect(await contradictions(store)).toEqual([])
  }, 60_000)
})

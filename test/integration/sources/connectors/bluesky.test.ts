import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { itemOfPost } from '../../../../shared/domain/sources/connectors/bluesky/post.ts'
import { createConnector } from '../../../../shared/domain/sources/connectors/bluesky.ts'
import { readFrame } from '../../../../shared/domain/sources/connectors/bluesky/frame.ts'
import type { StreamBatch } from '../../../../shared/domain/sources/connector.ts'
import { createSafeHttp, type SafeHttp } from '../../../../shared/domain/sources/http.ts'
import type { Item } from '../../../../shared/domain/sources/item.ts'
import { createOpenSocket } from '../../../../shared/domain/sources/socket.ts'
import type { Problem } from '../../../../shared/runtime/problem.ts'
import { startJetstream, testDid, type JetstreamServer } from '../../../support/jetstream-server.ts'
import { serveLocally } from '../../../support/local-http.ts'

const samples = resolve(import.meta.dirname, '../../../../../shared/data/feeds/samples/bluesky')

const eventually = (assert: () => void, timeout = 5000) => vi.waitFor(assert, { timeout, interval: 15 })

let http: SafeHttp
const ends: (() => unknown)[] = []
beforeAll(() => {
  http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test', totalMs: 3000 })
})
afterAll(() => http.close())
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

async function jetstream(api?: Parameters<typeof startJetstream>[0]): Promise<JetstreamServer> {
  const server = await startJetstream(api)
  ends.push(server.close)
  return server
}

type Ear = {
  items: Item[]
  deleted: string[]
  batches: StreamBatch[]
  cursor(): unknown
  stop(): Promise<void>
  /** Why it ended. */
  ended: Promise<unknown>
}

/** Listens until it is stopped; `slowly` is awaited with every batch. */
function listen(
  config: { endpoint: string; api?: string },
  more: { cursor?: unknown; wanted?: RegExp; slowly?: () => Promise<unknown>; allowPrivate?: boolean } = {},
): Ear {
  const { cursor = null, wanted = /acme/i, slowly, allowPrivate = true } = more
  const connector = createConnector()
  const stop = new AbortController()
  const ear: Omit<Ear, 'ended' | 'stop' | 'cursor'> = { items: [], deleted: [], batches: [] }
  const run = async () => {
    const stream = connector.listen!({
      config: connector.config.parse(config),
      credential: null,
      http,
      openSocket: createOpenSocket({ allowPrivate, userAgent: 'Earshot/test', idleMs: 2000 }),
      signal: stop.signal,
      cursor,
      wanted: (title, text) => wanted.test(`${title}\n${text}`),
    })
    for await (const batch of stream) {
      ear.batches.push(batch)
      ear.items.push(...batch.items)
      ear.deleted.push(...batch.deleted)
      await slowly?.()
    }
  }
  const ended = run().then(
    () => null,
    (error: unknown) => error,
  )
  const end = async () => {
    stop.abort(new Error('stopped'))
    await ended
  }
  ends.push(end)
  return { ...ear, ended, stop: end, cursor: () => ear.batches.at(-1)?.cursor ?? null }
}

const texts = (ear: Ear) => ear.items.map((item) => item.text)
const distinct = (ear: Ear) => new Set(ear.items.map((item) => item.externalId)).size

describe('the firehose', () => {
  it('brings the posts that are wanted, and says how much it read', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    expect(server.connections[0]?.get('wantedCollections')).toBe('app.bsky.feed.post')
    expect(server.connections[0]?.get('cursor')).toBeNull()
    const { uri, timeUs } = server.post('Acme lost my parcel', {
      rkey: '3kabc',
      record: {
        langs: ['en-GB', 'fr'],
        reply: { root: { uri: 'at://did:plc:other/app.bsky.feed.post/root' }, parent: { uri: 'at://x' } },
      },
    })
    for (let n = 0; n < 50; n++) server.post(`small talk ${n}`)
    await eventually(() => expect(ear.items).toHaveLength(1))
    expect(ear.items[0]).toMatchObject({
      externalId: uri,
      identity: uri,
      url: `https://bsky.app/profile/${testDid}/post/3kabc`,
      title: '',
      text: 'Acme lost my parcel',
      author: testDid,
      authorUrl: `https://bsky.app/profile/${testDid}`,
      language: 'en-gb',
      threadKey: 'at://did:plc:other/app.bsky.feed.post/root',
      media: [],
    })
    expect(ear.items[0]?.publishedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000)
    await eventually(() => expect(ear.batches.reduce((sum, { messages }) => sum + messages, 0)).toBe(51))
    expect((ear.cursor() as { timeUs: number }).timeUs).toBeGreaterThan(timeUs)
    expect(ear.batches.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(51 * 150)
  })

  it('goes on from its cursor after a kill: nothing is lost, and what comes twice has the same id', async () => {
    const server = await jetstream()
    const first = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    for (let n = 0; n < 300; n++) server.post(`acme ${n}`)
    await eventually(() => expect(first.items).toHaveLength(300))
    await first.stop()
    await eventually(() => expect(server.open()).toBe(0))
    for (let n = 300; n < 600; n++) server.post(`acme ${n}`)
    const second = listen({ endpoint: server.url, api: server.api }, { cursor: first.cursor() })
    await eventually(() => expect(texts(second)).toContain('acme 599'))
    expect(new Set([...texts(first), ...texts(second)]).size).toBe(600)
    expect(distinct(second)).toBe(second.items.length)
    const at = (first.cursor() as { timeUs: number }).timeUs
    expect(Number(server.connections[1]?.get('cursor'))).toBe(at - 5_000_000)
  })

  it('connects again when it is cut off, as often as need be', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    for (let round = 0; round < 3; round++) {
      await eventually(() => expect(server.open()).toBe(1))
      server.post(`acme before cut ${round}`)
      await eventually(() => expect(texts(ear)).toContain(`acme before cut ${round}`))
      server.cut()
      server.post(`acme while away ${round}`)
    }
    await eventually(() => expect(new Set(texts(ear)).size).toBe(6), 15_000)
    expect(server.connections.length).toBeGreaterThanOrEqual(4)
  })

  it('tells of deletions', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    const { uri } = server.post('acme, in anger', { rkey: '3regret' })
    server.remove('3regret')
    await eventually(() => expect(ear.deleted).toEqual([uri]))
  })

  it('hears nothing in noise, and says so when there is nothing else', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    for (const garbage of ['', '{', 'null', '[1]', '{"kind":"commit"}', '\u0000', '"acme"'])
      server.raw(garbage)
    server.raw(Buffer.from([0xff, 0xfe, 0x00]))
    server.raw(JSON.stringify({ did: 'did:plc:a', time_us: 9e15, kind: 'identity' }))
    server.post('acme is heard all the same')
    await eventually(() => expect(ear.items).toHaveLength(1))
    // A message from the far future does not make the time until then be missed.
    expect((ear.cursor() as { timeUs: number }).timeUs).toBeLessThan((Date.now() + 60_000) * 1000)
  })

  it('says so when there is nothing but noise', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    for (let round = 0; round < 2; round++) {
      await eventually(() => expect(server.open()).toBe(1), 10_000)
      for (let n = 0; n < 30; n++) server.raw(`acme ${n}`)
      await eventually(() => expect(server.open()).toBe(0), 10_000)
    }
    expect(await ear.ended).toMatchObject({ code: 'feed_unparsable' })
  })

  it('never gives a message of any size a place in memory', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    for (let round = 0; round < 2; round++) {
      await eventually(() => expect(server.open()).toBe(1), 10_000)
      server.raw(Buffer.alloc(1_100_000, 'x'))
      await eventually(() => expect(server.open()).toBe(0), 10_000)
    }
    expect(await ear.ended).toMatchObject({ code: 'feed_too_large' })
  })

  it('slows the sender down when it is slowed down, and then misses nothing', async () => {
    const server = await jetstream()
    let held: (() => void) | undefined
    const ear = listen(
      { endpoint: server.url, api: server.api },
      { slowly: () => (held === undefined ? new Promise<void>((go) => (held = go)) : Promise.resolve()) },
    )
    await eventually(() => expect(server.open()).toBe(1))
    server.post('acme first')
    await eventually(() => expect(held).toBeDefined())
    // 24 MB for somebody who does not read.
    const padding = 'x'.repeat(1000)
    for (let n = 0; n < 20_000; n++) server.post(n % 100 === 0 ? `acme ${n}` : `talk ${padding}`)
    await sleep(500)
    expect(server.unsent()).toBeGreaterThan(10_000_000)
    held!()
    await eventually(() => expect(texts(ear)).toContain('acme 19900'), 15_000)
    expect(distinct(ear)).toBe(201)
  })

  it('says that nobody is there, after trying again', async () => {
    const server = await startJetstream()
    await server.close()
    const ear = listen({ endpoint: server.url, api: server.api })
    expect(await ear.ended).toMatchObject({ code: 'feed_unreachable' })
  })

  it('says what a server answers that has no firehose', async () => {
    const limited = await serveLocally((_request, response) =>
      response.writeHead(429, { 'retry-after': '77' }).end(),
    )
    ends.push(limited.close)
    const ear = listen({ endpoint: limited.url.replace('http', 'ws') })
    const problem = (await ear.ended) as Problem
    expect(problem).toMatchObject({ code: 'feed_rate_limited', facts: { retryAfterSeconds: 77 } })
    const page = await serveLocally((_request, response) => void response.end('<h1>Hello</h1>'))
    ends.push(page.close)
    expect(await listen({ endpoint: page.url.replace('http', 'ws') }).ended).toMatchObject({
      code: 'feed_unreachable',
    })
  })

  it('does not connect to private addresses, named or numbered', async () => {
    const server = await jetstream()
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const ear = listen({ endpoint: `ws://${host}/subscribe` }, { allowPrivate: false })
      expect(await ear.ended, host).toMatchObject({ code: 'feed_address_refused' })
    }
    expect(server.connections).toHaveLength(0)
  })

  it('notices that a connection is dead', async () => {
    const server = await jetstream()
    const ear = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    // Pings are answered: quiet is not dead.
    await sleep(2500)
    expect(server.connections).toHaveLength(1)
    expect(await Promise.race([ear.ended, 'listens'])).toBe('listens')
  })
})

describe('names of accounts', () => {
  it('are asked for together, once, and only for posts that are wanted', async () => {
    const asked: string[][] = []
    const server = await jetstream((request, response) => {
      const actors = new URL(request.url ?? '', 'http://host').searchParams.getAll('actors')
      asked.push(actors)
      const profiles = actors.map((did, n) => ({ did, handle: `name${n}.example`, followersCount: 1000 + n }))
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ profiles }))
    })
    const ear = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    for (let n = 0; n < 30; n++) {
      server.post(`acme ${n}`, { did: `did:plc:writer${n}` })
      server.post(`small talk ${n}`, { did: `did:plc:other${n}` })
    }
    await eventually(() => expect(ear.items).toHaveLength(30))
    server.post('acme again', { did: 'did:plc:writer0' })
    await eventually(() => expect(ear.items).toHaveLength(31))
    expect(asked.flat().toSorted()).toEqual(
      Array.from({ length: 30 }, (_, n) => `did:plc:writer${n}`).toSorted(),
    )
    expect(Math.max(...asked.map((actors) => actors.length))).toBeLessThanOrEqual(25)
    expect(ear.items.at(-1)).toMatchObject({ author: 'name0.example', potentialReach: 1000 })
  })

  it('are left out when nobody answers, and no post waits for them', async () => {
    let requests = 0
    const server = await jetstream((_request, response) => {
      requests++
      response.writeHead(502).end()
    })
    const ear = listen({ endpoint: server.url, api: server.api })
    await eventually(() => expect(server.open()).toBe(1))
    for (let n = 0; n < 5; n++) {
      server.post(`acme ${n}`, { did: `did:plc:writer${n}` })
      await eventually(() => expect(ear.items).toHaveLength(n + 1))
    }
    expect(ear.items[0]).toMatchObject({ author: 'did:plc:writer0', potentialReach: null })
    expect(requests).toBe(1)
  })
})

describe.skipIf(!existsSync(samples))('recorded payloads (needs ../shared/data)', () => {
  it('become items', () => {
    const news = readFrame(readFileSync(join(samples, 'jetstream-commit-create.json')))
    if (news?.kind !== 'post') throw new Error('no post')
    const author = { did: news.did, handle: null, followers: null }
    expect(itemOfPost({ ...news, author })).toMatchObject({
      externalId: 'at://did:plc:lo55yba44obaih2nt5opn4z4/app.bsky.feed.post/3ldzfurmqxk23',
      text: 'guy who follows 27000 accounts: how could this random chick block me',
      language: 'en',
      publishedAt: new Date('2024-12-24T02:34:57.198Z'),
      threadKey: 'at://did:plc:lo55yba44obaih2nt5opn4z4/app.bsky.feed.post/3ldzfurmqxk23',
    })
  })

  it('show what a post shows', () => {
    const { feed } = JSON.parse(readFileSync(join(samples, 'getAuthorFeed.json'), 'utf8')) as {
      feed: { post: { author: { did: string }; record: { embed?: { $type: string } } } }[]
    }
    const items = feed.map(({ post }) =>
      itemOfPost({
        rkey: 'x',
        author: { did: post.author.did, handle: null, followers: null },
        record: post.record,
      }),
    )
    const pictured = feed.findIndex(({ post }) => post.record.embed?.$type === 'app.bsky.embed.images')
    if (pictured >= 0) expect(items[pictured]?.media[0]).toMatch(/^https:\/\/cdn\.bsky\.app\/img\/.*@jpeg$/)
    const linked = feed.findIndex(({ post }) => post.record.embed?.$type === 'app.bsky.embed.external')
    if (linked >= 0) expect(items[linked]?.text).toMatch(/https?:\/\//)
    expect(pictured + linked).toBeGreaterThan(-2)
  })
})

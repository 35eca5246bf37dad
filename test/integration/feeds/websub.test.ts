import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askHub, hubsToAsk } from '../../../shared/domain/feeds/push/ask-hub.ts'
import { readFeed } from '../../../shared/domain/feeds/list.ts'
import { parkFeed } from '../../../shared/domain/feeds/park.ts'
import { readOwed } from '../../../shared/domain/upkeep/owed.ts'
import { changeFeed, feedTools } from '../../support/feeds.ts'
import { serveLocally, type LocalHttp } from '../../support/local-http.ts'
import { openPoliteFeeds, rssOf, say, type PoliteFeeds } from '../../support/polite-feeds.ts'
import { addBrand } from '../../support/store.ts'
import { startTestWeb, type TestWeb } from '../../support/web.ts'

/* 26 WebSub, with a hub that speaks the protocol; see politeness.test.ts. */

type Subscribed = Record<'mode' | 'topic' | 'callback' | 'secret' | 'lease_seconds', string>

let feeds: PoliteFeeds
let web: TestWeb
let hub: LocalHttp
let requests: Subscribed[]
let pokes: number
let hubAnswers: { status: number; leaseSeconds: number; verifies: boolean }
const hearing = new AbortController().signal

beforeEach(async () => {
  feeds = await openPoliteFeeds()
  pokes = 0
  web = await startTestWeb({
    databaseUrl: feeds.store.url,
    vault: feedTools.vault,
    poke: () => () => (pokes += 1),
  })
  Object.assign(feeds.tools, { callbackOrigin: web.url, vault: feedTools.vault })
  requests = []
  hubAnswers = { status: 202, leaseSeconds: 1000, verifies: true }
  hub = await serveLocally((request, response) => {
    let text = ''
    request.on('data', (piece: Buffer) => (text += piece.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const entries = [...form].map(([name, value]) => [name.replace('hub.', ''), value])
      requests.push(Object.fromEntries(entries) as Subscribed)
      response.writeHead(hubAnswers.status).end()
    })
  })
})
afterEach(async () => {
  await hub.close()
  await web.close()
  await feeds.close()
})

const channel = () =>
  `<atom:link rel="hub" href="${hub.url}/hub"/><atom:link rel="self" href="${feeds.at('/feed')}"/>`
const askAll = async () => {
  for (const id of await hubsToAsk(feeds.store.db)) await askHub(feeds.tools, feeds.store, id, hearing)
}
const verify = (given: Partial<Subscribed>, more: Record<string, string> = {}) => {
  const { mode, topic, callback } = { ...requests.at(-1)!, ...given }
  const query = new URLSearchParams({
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.challenge': 'chal<b>lenge',
    'hub.lease_seconds': String(hubAnswers.leaseSeconds),
    ...more,
  })
  return fetch(`${callback}?${query}`)
}
const push = (body: string | Buffer<ArrayBuffer>, signature?: string, callback = requests.at(-1)!.callback) =>
  fetch(callback, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/rss+xml',
      ...(signature !== undefined && { 'x-hub-signature': signature }),
    },
  })
const signed = (body: string | Buffer, method = 'sha256') =>
  `${method}=${createHmac(method, requests.find(({ mode }) => mode === 'subscribe')!.secret)
    .update(body)
    .digest('hex')}`

/** A feed whose hub pushes. */
async function subscribed(): Promise<number> {
  const id = await feeds.add('/feed')
  feeds.answer(say(rssOf(['1'], channel())))
  await feeds.poll(id)
  await askAll()
  expect((await verify({})).status).toBe(200)
  return id
}

test('a document that names a hub is subscribed to, when the hub confirms', async () => {
  const id = await feeds.add('/feed')
  feeds.answer(say(rssOf(['1'], channel())))
  await feeds.poll(id)
  expect((await readOwed(feeds.store.db)).sweep).toBe(true)
  expect((await feeds.feed(id)).push).toMatchObject({ state: 'asked' })
  await askAll()
  expect(requests).toEqual([
    {
      mode: 'subscribe',
      topic: feeds.at('/feed'),
      callback: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/websub\/[\w-]{32}$/),
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      lease_seconds: '864000',
    },
  ])
  const answer = await verify({})
  expect([answer.status, await answer.text()]).toEqual([200, 'chal<b>lenge'])
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  const { push: state } = await feeds.feed(id)
  expect(state).toMatchObject({ state: 'active', lastPushAt: null, detail: null })
  expect(Math.abs(Date.parse(state!.leaseUntil!) - Date.now() - 1_000_000)).toBeLessThan(10_000)
  // Once is enough.
  feeds.answer(say(rssOf(['2', '1'], channel())))
  await feeds.poll(id)
  await askAll()
  expect(requests).toHaveLength(1)
  const row = await feeds.store.db.selectFrom('subscription').selectAll().executeTakeFirstOrThrow()
  expect(row.secret).not.toContain(requests[0]!.secret)
})

test('hub and topic may stand in Link headers', async () => {
  const id = await feeds.add('/feed')
  const link = `<${hub.url}/hub>; rel="hub", <https://news.example/a,b>; rel=self; title="x, y"`
  feeds.answer(say(rssOf(['1']), { link }))
  await feeds.poll(id)
  await askAll()
  expect(requests).toMatchObject([{ topic: 'https://news.example/a,b' }])
})

test('nothing is asked where hubs cannot reach us', async () => {
  Object.assign(feeds.tools, { callbackOrigin: null })
  const id = await feeds.add('/feed')
  feeds.answer(say(rssOf(['1'], channel())))
  await feeds.poll(id)
  expect(await hubsToAsk(feeds.store.db)).toEqual([])
  expect((await feeds.feed(id)).push).toBeNull()
})

test('a hub on a private address is not asked unless that is allowed', async () => {
  const { createSafeHttp } = await import('../../../shared/domain/sources/http.ts')
  const id = await feeds.add('/feed')
  feeds.answer(say(rssOf(['1'], channel())))
  await feeds.poll(id)
  const http = createSafeHttp({ allowPrivate: false, userAgent: 'Earshot/test', ports: [hub.port] })
  await askHub({ ...feeds.tools, http }, feeds.store, id, hearing)
  await http.close()
  expect(hub.connections()).toBe(0)
  expect((await feeds.feed(id)).push).toMatchObject({
    state: 'refused',
    detail: expect.stringContaining('not a public address'),
  })
})

describe('what nobody asked for is not confirmed', () => {
  test.each<[string, Partial<Subscribed>]>([
    ['another topic', { topic: 'https://evil.example/' }],
    ['an unsubscription', { mode: 'unsubscribe' }],
    ['an unknown mode', { mode: 'publish' }],
  ])('%s', async (_, given) => {
    const id = await subscribed()
    expect((await verify(given)).status).toBe(404)
    expect((await feeds.feed(id)).push).toMatchObject({ state: 'active' })
  })

  test('an unknown token', async () => {
    await subscribed()
    expect((await verify({ callback: `${web.url}/api/websub/guessed` })).status).toBe(404)
    expect((await push('x', signed('x'), `${web.url}/api/websub/guessed`)).status).toBe(410)
  })

  test('a denial of what is not there, which tells nobody to look again', async () => {
    await subscribed()
    pokes = 0
    const guessed = { mode: 'denied', callback: `${web.url}/api/websub/guessed` }
    expect((await verify(guessed)).status).toBe(404)
    expect((await verify({ mode: 'denied', topic: 'https://evil.example/' })).status).toBe(404)
    expect((await fetch(`${web.url}/api/websub/%00?hub.mode=denied&hub.topic=x`)).status).toBe(400)
    expect(pokes).toBe(0)
    await verify({ mode: 'denied' })
    expect(pokes).toBe(1)
  })
})

test('a hub that denies or refuses leaves the feed to polls, and is asked again later', async () => {
  const id = await subscribed()
  await verify({ mode: 'denied' }, { 'hub.reason': 'no more' })
  expect((await feeds.feed(id)).push).toMatchObject({
    state: 'refused',
    detail: expect.stringContaining('no more'),
  })
  await feeds.later(24 * 8)
  hubAnswers.status = 403
  await askAll()
  expect(requests).toHaveLength(2)
  expect((await feeds.feed(id)).push).toMatchObject({
    state: 'refused',
    detail: expect.stringContaining('403'),
  })
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeLessThan(400)
})

describe('a push', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    'signed with %s is heard without asking anybody',
    async (method) => {
      const id = await subscribed()
      const before = feeds.asked.length
      const body = rssOf(['pushed'])
      expect((await push(body, signed(body, method))).status).toBe(202)
      expect(await feeds.round()).toEqual([id])
      expect(feeds.asked).toHaveLength(before)
      const feed = await feeds.feed(id)
      expect(feed).toMatchObject({ items: 2, push: { state: 'active', lastPushAt: expect.any(String) } })
      expect(await feeds.round()).toEqual([])
    },
  )

  test('that is not signed right is ignored, and whoever sent it learns nothing', async () => {
    await subscribed()
    const body = rssOf(['forged'])
    const other = createHmac('sha256', 'guess').update(body).digest('hex')
    for (const signature of [
      undefined,
      '',
      `sha256=${other}`,
      signed(rssOf(['other'])),
      signed(body).slice(0, -2),
      signed(body, 'md5'),
      signed(body).replace('sha256', 'sha512'),
    ])
      expect((await push(body, signature)).status).toBe(202)
    expect(await sql`SELECT FROM push`.execute(feeds.store.db)).toMatchObject({ rows: [] })
  })

  test('of more than 3 MB is refused', async () => {
    await subscribed()
    const body = Buffer.alloc(3_200_000, 'x')
    expect((await push(body, signed(body))).status).toBe(413)
  })

  test('that is no document makes the feed be polled', async () => {
    const id = await subscribed()
    await push('ping', signed('ping'))
    feeds.answer(say(rssOf(['2'], channel())))
    await feeds.round()
    await feeds.round()
    expect(await feeds.feed(id)).toMatchObject({ items: 2, health: 'working' })
  })

  test('does not make old items new, nor those of the next poll', async () => {
    const id = await subscribed()
    const body = rssOf(['2', '1'])
    await push(body, signed(body))
    await feeds.round()
    feeds.answer(say(rssOf(['2', '1'], channel())))
    expect(await feeds.poll(id)).toMatchObject({ newItems: 0 })
    expect((await feeds.feed(id)).items).toBe(2)
  })
})

test('polls are rare from the first push on, and a lease is renewed before it ends', async () => {
  const id = await subscribed()
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeLessThan(400)
  const body = rssOf(['2'])
  await push(body, signed(body))
  await feeds.round()
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeGreaterThan(86_000)
  await feeds.later(0.25)
  expect(requests).toHaveLength(1)
  expect(await hubsToAsk(feeds.store.db)).toEqual([id])
  await askAll()
  expect(requests[1]).toEqual(requests[0])
  await verify({})
  expect((await feeds.feed(id)).push).toMatchObject({ state: 'active' })
  await feeds.later(1)
  expect((await readFeed(feeds.store.db, id)).push).toMatchObject({ state: 'ended' })
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeLessThan(400)
})

test('a hub that three polls in a row find wanting is dropped', async () => {
  hubAnswers.leaseSeconds = 1_000_000
  const id = await subscribed()
  await feeds.poll(id)
  const old = new Date(Date.now() - 3_600_000).toUTCString()
  const polls: unknown[] = []
  for (const n of [10, 11, 12]) {
    feeds.answer(say(rssOf([String(n)], channel()).replace('</item>', `<pubDate>${old}</pubDate></item>`)))
    await feeds.poll(id)
    polls.push((await feeds.feed(id)).push?.state)
  }
  expect(polls).toEqual(['active', 'active', 'ended'])
  expect((await feeds.feed(id)).push?.detail).toContain('did not push')
  await askAll()
  expect(requests.map(({ mode }) => mode)).toEqual(['subscribe', 'unsubscribe'])
  const answer = await verify({})
  expect([answer.status, await answer.text()]).toEqual([200, 'chal<b>lenge'])
  expect((await push('x', signed('x'))).status).toBe(410)
  await feeds.poll(id)
  expect(await hubsToAsk(feeds.store.db)).toEqual([])
})

test('what was pushed holds up no polls: when it cannot be taken in, it is let go', async () => {
  const id = await subscribed()
  const body = rssOf(['2'])
  await push(body, signed(body))
  await parkFeed(feeds.store, id, new Error('it broke, and broke again'))
  expect(await feeds.feed(id)).toMatchObject({ health: 'failing' })
  feeds.answer(say(rssOf(['3'], channel())))
  expect(await feeds.poll(id)).toMatchObject({ newItems: 1 })
  expect(await feeds.feed(id)).toMatchObject({ health: 'working' })
})

test('nothing is taken in for a brand that is given up, and no round is made for it', async () => {
  const brandId = await addBrand(feeds.store, 'Old')
  const id = await subscribed()
  const body = rssOf(['2'])
  await push(body, signed(body))
  await sql`UPDATE feed SET brand_id = ${brandId}`.execute(feeds.store.db)
  expect(await readOwed(feeds.store.db)).toMatchObject({ sweep: true })
  await sql`UPDATE brand SET archived_at = now(), rematch_after = NULL`.execute(feeds.store.db)
  expect(await readOwed(feeds.store.db)).toMatchObject({ sweep: false })
  expect(await feeds.round()).toEqual([])
  await sql`UPDATE brand SET archived_at = NULL`.execute(feeds.store.db)
  expect(await feeds.round()).toEqual([id])
})

test('switching a feed off ends its subscription, switching it on begins anew', async () => {
  const id = await subscribed()
  const body = rssOf(['2'])
  await push(body, signed(body))
  await changeFeed(feeds.store, id, { enabled: false })
  await askAll()
  expect(requests.map(({ mode }) => mode)).toEqual(['subscribe', 'unsubscribe'])
  expect(await feeds.round()).toEqual([])
  await changeFeed(feeds.store, id, { enabled: true })
  feeds.answer(say(rssOf(['3'], channel())))
  await feeds.poll(id)
  await askAll()
  expect(requests.map(({ mode }) => mode)).toEqual(['subscribe', 'unsubscribe', 'subscribe'])
  expect(requests[2]!.callback).not.toBe(requests[0]!.callback)
})

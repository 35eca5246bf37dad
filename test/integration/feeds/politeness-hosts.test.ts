import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { emptyFetchState, type Connector } from '../../../shared/domain/sources/connector.ts'
import { markDue } from '../../../shared/domain/feeds/mark-due.ts'
import { eventually } from '../../support/eventually.ts'
import { openPoliteFeeds, rssOf, type PoliteFeeds } from '../../support/polite-feeds.ts'

/* 13 per host: one request at a time, apart, and two polls at once at most, whoever works; see politeness.test.ts. */

let feeds: PoliteFeeds
afterEach(() => feeds.close())

/** Two workers who look for due feeds as often as they can, until so many requests were made. */
async function workUntil(requests: number): Promise<void> {
  let working = true
  const work = async () => {
    const polls: Promise<unknown>[] = []
    for (; working; await sleep(30)) polls.push(feeds.round())
    await Promise.all(polls)
  }
  const workers = [work(), work()]
  try {
    await eventually(() => feeds.asked.length >= requests, 25_000)
  } finally {
    working = false
    await Promise.all(workers)
  }
}

function gaps(ofHost: (host: string) => boolean): number[] {
  const times = feeds.asked.filter(({ host }) => ofHost(host)).map(({ at }) => at)
  return times.slice(1).map((at, index) => (at - times[index]!) / 1000)
}

test('requests to one registrable domain stand apart, others do not wait for them', async () => {
  feeds = await openPoliteFeeds({ spacingSeconds: 0.6 })
  for (const n of [1, 2, 3]) await feeds.add(`/${n}`, { name: 'news.example' })
  for (const n of [1, 2]) await feeds.add(`/${n}`, { name: 'blog.news.example' })
  await feeds.add('/1', { name: 'other.example' })
  await workUntil(6)
  const ours = gaps((host) => host.includes('news.example'))
  expect(ours).toHaveLength(4)
  expect(Math.min(...ours)).toBeGreaterThan(0.5)
  expect(feeds.asked.slice(0, 2).map(({ host }) => host.includes('news'))).toContain(false)
})

test('a slow host has two polls at once at most, by hand or by plan', async () => {
  feeds = await openPoliteFeeds({ spacingSeconds: 0.05 })
  let running = 0
  let most = 0
  feeds.answer((_request, response) => {
    running += 1
    most = Math.max(most, running)
    setTimeout(() => {
      running -= 1
      response.end(rssOf(['1']))
    }, 600)
  })
  const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => feeds.add(`/${n}`)))
  const byHand = async () => {
    for (let n = 0; feeds.asked.length < 7; n += 1) {
      await sleep(100)
      await markDue(feeds.store, ids[n % 5]!)
    }
  }
  await Promise.all([workUntil(7), byHand()])
  expect(most).toBe(2)
})

test('feeds of several sites that share a lane share its spacing', async () => {
  feeds = await openPoliteFeeds()
  const lane: Partial<Connector> = { lane: () => 'lane', laneSpacingSeconds: () => 0.6 }
  const rss = { ...feeds.tools.connectors.get('rss')!, ...lane }
  Object.assign(feeds.tools, { connectors: new Map([['rss', rss]]) })
  for (const name of ['one.example', 'two.example', 'three.example']) await feeds.add('/feed', { name })
  await feeds.store.db.updateTable('feed').set({ host: 'lane' }).execute()
  await workUntil(3)
  expect(Math.min(...gaps(() => true))).toBeGreaterThan(0.5)
})

test('a poll that needs several requests keeps apart from itself and from others', async () => {
  feeds = await openPoliteFeeds({ spacingSeconds: 0.4 })
  const rss = feeds.tools.connectors.get('rss')!
  const paged: Connector = {
    ...rss,
    async fetch({ config, http, signal }) {
      const { url } = config as { url: string }
      for (const page of [1, 2, 3]) await http.get(`${url}?page=${page}`, { signal })
      return rss.fetch!({ config, credential: null, state: emptyFetchState, http, signal })
    },
  }
  Object.assign(feeds.tools, { connectors: new Map([['rss', paged]]) })
  await feeds.add('/a')
  await feeds.add('/b', { name: 'api.news.example' })
  await workUntil(8)
  expect(Math.min(...gaps(() => true))).toBeGreaterThan(0.33)
})

test('a redirect to another host waits for its turn there', async () => {
  feeds = await openPoliteFeeds({ spacingSeconds: 0.5 })
  feeds.answer((request, response) => {
    if (request.url === '/feed') response.end(rssOf(['1']))
    else response.writeHead(302, { location: feeds.at('/feed', 'burner.example') }).end()
  })
  const ids = await Promise.all(
    ['a', 'b', 'c'].map((name) => feeds.add('/from', { name: `${name}.example` })),
  )
  await Promise.all(ids.map(feeds.poll))
  const burner = gaps((host) => host.startsWith('burner'))
  expect(burner).toHaveLength(2)
  expect(Math.min(...burner)).toBeGreaterThan(0.4)
})

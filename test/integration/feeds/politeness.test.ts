import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listChecks } from '../../../shared/domain/feeds/list-checks.ts'
import { markDue } from '../../../shared/domain/feeds/mark-due.ts'
import { testFeed } from '../../../shared/domain/feeds/test.ts'
import type { Connector } from '../../../shared/domain/sources/connector.ts'
import { addFeed, changeFeed } from '../../support/feeds.ts'
import { openPoliteFeeds, rssOf, say, type PoliteFeeds } from '../../support/polite-feeds.ts'

/*
 * What a well-behaved poller does, by the numbers of the list that the tests are named after:
 *  1 conditional GET   2 unchanged bodies   3 permanent redirects   4 gone for good   5 Retry-After is the host's
 * 29 two addresses, one feed (a feed that moved; the same address twice is 14)
 *  6 freshness   7 skipHours/skipDays   8 adaptive interval   9 floor   10 errors   11 restarts   12 spreading
 * 14 one fetch per address   15 for nobody   30 a log per feed: politeness-schedule.test.ts
 * 13 per host: politeness-hosts.test.ts
 * 16–22 (time-outs, size, encodings, headers, redirects, addresses, IDN): politeness-safety.test.ts
 * 23–25 (sniffing, interstitials, autodiscovery): politeness-safety.test.ts and ../shared/domain/feeds/discover.test.ts
 * 26 (WebSub): websub.test.ts   27 (OPML): ../server/http/proposals.test.ts
 * 28 (items): ../shared/domain/feeds/poll.test.ts
 */

let feeds: PoliteFeeds
beforeEach(async () => {
  feeds = await openPoliteFeeds()
})
afterEach(() => feeds.close())

const conditions = () =>
  feeds.asked.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']])

describe('1 conditional GET', () => {
  test('both validators go back byte for byte, and change together', async () => {
    const id = await feeds.add('/feed')
    const etag = 'W/"odd,  \'chars\' é"'
    feeds.answer(say(rssOf(['1']), { etag, 'last-modified': 'Mon, 9 Mar 2026 (as we write it)' }))
    await feeds.poll(id)
    feeds.answer(say('', {}, 304))
    await feeds.poll(id)
    feeds.answer(say(rssOf(['2']), { 'last-modified': 'tomorrow' }))
    await feeds.poll(id)
    await feeds.poll(id)
    expect(conditions()).toEqual([
      [undefined, undefined],
      [etag, 'Mon, 9 Mar 2026 (as we write it)'],
      [etag, 'Mon, 9 Mar 2026 (as we write it)'],
      [undefined, 'tomorrow'],
    ])
  })

  test('a 304 that carries a new one renews it', async () => {
    const id = await feeds.add('/feed')
    feeds.answer(say(rssOf(['1']), { etag: '"1"', 'last-modified': 'a' }))
    await feeds.poll(id)
    feeds.answer(say('', { 'last-modified': 'b' }, 304))
    await feeds.poll(id)
    await feeds.poll(id)
    expect(conditions().slice(1)).toEqual([
      ['"1"', 'a'],
      ['"1"', 'b'],
    ])
  })

  test('they are forgotten with the address, and when the body was no feed', async () => {
    const id = await feeds.add('/feed')
    feeds.answer(say(rssOf(['1']), { etag: '"1"' }))
    await feeds.poll(id)
    await changeFeed(feeds.store, id, { url: feeds.at('/other') })
    await feeds.poll(id)
    feeds.answer(say('<html><body>Soon back', { etag: '"page"' }))
    await feeds.poll(id)
    await feeds.poll(id)
    expect(conditions().map(([etag]) => etag)).toEqual([undefined, undefined, '"1"', undefined])
  })
})

test('2 a body that comes again is not read again', async () => {
  const id = await feeds.add('/feed')
  await feeds.poll(id)
  await feeds.poll(id)
  const [second, first] = await listChecks(feeds.store, id)
  expect([first, second]).toMatchObject([
    { outcome: 'items', httpStatus: 200 },
    { outcome: 'unchanged', httpStatus: 200 },
  ])
})

describe('3 permanent redirects', () => {
  const moved = (status: number) =>
    feeds.answer((request, response) => {
      if (request.url === '/old')
        response.writeHead(status, { location: feeds.at('/new', 'moved.example') }).end()
      else response.end(rssOf(['1']))
    })

  test.each([301, 308])('%i is learnt when it led to the feed three times over a day', async (status) => {
    const id = await feeds.add('/old')
    moved(status)
    const urls: string[] = []
    for (const hours of [0, 13, 13, 0]) {
      await feeds.later(hours)
      await feeds.poll(id)
      urls.push(new URL((await feeds.feed(id)).url).pathname)
    }
    expect(urls).toEqual(['/old', '/old', '/new', '/new'])
    expect(await feeds.feed(id)).toMatchObject({
      host: 'moved.example',
      config: { url: feeds.at('/new', 'moved.example') },
      items: 1,
      health: 'working',
    })
    expect(feeds.asked.filter(({ path }) => path === '/old')).toHaveLength(3)
  })

  test('a source with settings of its own stays where they say', async () => {
    const config = { subreddit: 'acme', endpoint: feeds.at('', 'reddit.example') }
    const { id, url } = await addFeed(feeds.store.db, { source: 'reddit', config })
    moved(301)
    for (const hours of [0, 13, 13]) {
      await feeds.later(hours)
      expect(await feeds.poll(id)).not.toBeNull()
    }
    expect(await feeds.feed(id)).toMatchObject({ url, config, health: 'working' })
  })

  test('not by three fetches in an hour, nor by one that went back in between', async () => {
    const id = await feeds.add('/old')
    for (const hours of [0, 0.2, 0.2, 0.2]) {
      await feeds.later(hours)
      moved(301)
      await feeds.poll(id)
    }
    await feeds.later(24)
    feeds.answer(say(rssOf(['1'])))
    await feeds.poll(id)
    moved(301)
    await feeds.poll(id)
    expect((await feeds.row(id))['moving']).toMatchObject({ seen: 1 })
    expect(new URL((await feeds.feed(id)).url).pathname).toBe('/old')
  })

  test.each([302, 303, 307])('%i is never learnt', async (status) => {
    const id = await feeds.add('/old')
    moved(status)
    for (const hours of [0, 13, 13, 13]) {
      await feeds.later(hours)
      await feeds.poll(id)
    }
    expect(await feeds.row(id)).toMatchObject({ url: feeds.at('/old'), moving: null })
  })

  test('a captive page is never learnt', async () => {
    const id = await feeds.add('/old')
    feeds.answer((request, response) => {
      if (request.url === '/old')
        response.writeHead(301, { location: feeds.at('/login', 'hotel.example') }).end()
      else response.end('<html><form>Room number?')
    })
    for (const hours of [0, 13, 13, 13]) {
      await feeds.later(hours)
      await feeds.poll(id)
    }
    expect(await feeds.feed(id)).toMatchObject({
      url: feeds.at('/old'),
      health: 'failing',
      lastProblem: { code: 'feed_is_html' },
    })
  })

  test('29 a feed that moved to where another listens gives way to it', async () => {
    const other = await feeds.add('/new', { name: 'moved.example', title: 'The other' })
    const id = await feeds.add('/old')
    moved(301)
    for (const hours of [0, 13, 13]) {
      await feeds.later(hours)
      await feeds.poll(id)
    }
    expect(await feeds.feed(id)).toMatchObject({
      enabled: false,
      health: 'off',
      lastProblem: { code: 'feed_exists', detail: expect.stringContaining('“The other”') },
    })
    expect(await feeds.feed(other)).toMatchObject({ enabled: true })
  })
})

describe('4 gone', () => {
  test('410 switches a feed off at once, where its admin sees it', async () => {
    const id = await feeds.add('/feed')
    await feeds.poll(id)
    const pokes = feeds.store.pokes()
    feeds.answer(say('', {}, 410))
    await feeds.poll(id)
    expect(await feeds.feed(id)).toMatchObject({
      enabled: false,
      health: 'off',
      nextCheckAt: null,
      lastProblem: { detail: expect.stringContaining('gone for good') },
    })
    expect(feeds.store.pokes()).toBeGreaterThan(pokes)
  })

  test('404 never does', async () => {
    const id = await feeds.add('/feed')
    feeds.answer(say('', {}, 404))
    for (let n = 0; n < 30; n += 1) await feeds.poll(id)
    expect(await feeds.feed(id)).toMatchObject({ enabled: true, health: 'failing', consecutiveFailures: 30 })
    expect(await feeds.secondsToNext(id)).toBeLessThanOrEqual(86_400)
  })
})

describe('5 a host that wants to be left alone', () => {
  test('is not asked for any of its feeds, which say so', async () => {
    const ids = [await feeds.add('/a'), await feeds.add('/b', { name: 'blog.news.example' })]
    const elsewhere = await feeds.add('/c', { name: 'other.example' })
    feeds.answer((request, response) => {
      if (request.url === '/a') response.writeHead(429, { 'retry-after': '7200' }).end()
      else response.end(rssOf(['1']))
    })
    await feeds.poll(ids[0]!)
    for (const id of ids) {
      const { blocked } = await feeds.feed(id)
      expect(blocked?.detail).toMatch(/^news\.example asks us to wait until (\d+ \w+, )?\d\d:\d\d UTC\.$/)
      expect(Date.parse(blocked!.until) - Date.now()).toBeGreaterThan(7_100_000)
    }
    expect(await feeds.round()).toEqual([elsewhere])
    expect(await feeds.poll(ids[1]!)).toBeNull()
    expect(feeds.asked.map(({ path }) => path)).toEqual(['/a', '/c'])
    expect(await feeds.feed(ids[1]!)).toMatchObject({
      health: 'waiting',
      consecutiveFailures: 0,
      checking: false,
    })
    await expect(markDue(feeds.store, ids[1]!)).rejects.toMatchObject({
      code: 'feed_blocked',
      message: expect.stringContaining('asks us to wait until'),
    })
    await feeds.later(2.1)
    expect(await feeds.round()).toContain(ids[1])
    expect((await feeds.feed(ids[1]!)).blocked).toBeNull()
  })

  const blockedSeconds = async (id: number) => {
    const { blocked } = await feeds.feed(id)
    return blocked === null ? 0 : Math.round((Date.parse(blocked.until) - Date.now()) / 1000)
  }

  test.each([
    ['seconds', () => '90', 90],
    ['a date', () => new Date(Date.now() + 3_600_000).toUTCString(), 3600],
    ['no time at all', () => '0', 60],
    ['a date long past', () => 'Thu, 01 Jan 1970 00:00:00 GMT', 60],
    ['a year', () => '31536000', 2 * 86_400],
  ])('may say %s', async (_, header, seconds) => {
    const id = await feeds.add('/a')
    feeds.answer(say('', { 'retry-after': header() }, 503))
    await feeds.poll(id)
    expect(Math.abs((await blockedSeconds(id)) - seconds)).toBeLessThan(20)
  })

  test('that does not say for how long is given ten minutes, and twice as long each time', async () => {
    const id = await feeds.add('/a')
    feeds.answer(say('', {}, 429))
    const waits: number[] = []
    for (let n = 0; n < 3; n += 1) {
      await feeds.poll(id)
      waits.push(await blockedSeconds(id))
      await feeds.later(24)
    }
    expect(waits.map((seconds) => Math.round(seconds / 60))).toEqual([10, 20, 40])
    feeds.answer(say(rssOf(['1'])))
    await feeds.poll(id)
    feeds.answer(say('', {}, 429))
    await feeds.poll(id)
    expect(Math.round((await blockedSeconds(id)) / 60)).toBe(10)
  })

  test('that another site sends us on to is left alone, and the feed waits without blame', async () => {
    const refusing = await feeds.add('/busy', { name: 'busy.example' })
    const id = await feeds.add('/feed')
    feeds.answer((request, response) => {
      if (request.url === '/busy') response.writeHead(429, { 'retry-after': '600' }).end()
      else response.writeHead(302, { location: feeds.at('/there', 'busy.example') }).end()
    })
    await feeds.poll(refusing)
    expect(await feeds.poll(id)).toBeNull()
    expect(feeds.asked.map(({ path }) => path)).toEqual(['/busy', '/feed'])
    expect(await feeds.feed(id)).toMatchObject({ consecutiveFailures: 0, lastProblem: null })
    expect(await feeds.secondsToNext(id)).toBeGreaterThan(550)
  })
})

test('what a source says of its limits holds for its host', async () => {
  const rss = feeds.tools.connectors.get('rss')!
  const resetAt = new Date(Date.now() + 600_000)
  const connector: Connector = {
    ...rss,
    fetch: async (input) => ({
      ...(await rss.fetch!(input)),
      quota: { limit: 300, remaining: 0, resetAt },
    }),
  }
  Object.assign(feeds.tools, { connectors: new Map([['rss', connector]]) })
  const [id, other] = [await feeds.add('/a'), await feeds.add('/b')]
  await feeds.poll(id)
  const feed = await feeds.feed(id)
  expect(feed).toMatchObject({
    health: 'working',
    quota: { limit: 300, remaining: 0, resetAt: resetAt.toISOString() },
    blocked: { detail: expect.stringMatching(/^What news\.example allows is used up; we wait until/) },
  })
  expect(Math.abs(Date.parse(feed.blocked!.until) - resetAt.getTime())).toBeLessThan(1000)
  expect((await feeds.feed(other)).nextCheckAt).toBe(feed.blocked!.until)
  expect(await feeds.poll(other)).toBeNull()
})

test('a dry run respects a host that wants to be left alone', async () => {
  const id = await feeds.add('/a')
  feeds.answer(say('', { 'retry-after': '600' }, 429))
  await feeds.poll(id)
  const tried = await testFeed(feeds.tools, feeds.store.db, { url: feeds.at('/b') })
  expect(tried).toMatchObject({
    ok: false,
    problem: { code: 'feed_blocked', facts: { until: expect.any(String) } },
  })
  expect(feeds.asked).toHaveLength(1)
})

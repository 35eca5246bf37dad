import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listChecks } from '../../../shared/domain/feeds/list-checks.ts'
import { markDue } from '../../../shared/domain/feeds/mark-due.ts'
import { silenceBegan } from '../../../shared/domain/feeds/silence.ts'
import { testFeed } from '../../../shared/domain/feeds/test.ts'
import type { Connector } from '../../../shared/domain/sources/connector.ts'
import { beat } from '../../../shared/domain/upkeep/heartbeat.ts'
import { changeFeed } from '../../support/feeds.ts'
import { openPoliteFeeds, rssOf, say, type PoliteFeeds } from '../../support/polite-feeds.ts'
import { addBrand } from '../../support/store.ts'

/*
 * What a well-behaved poller does, by the numbers of the list that the tests are named after:
 *  1 conditional GET   2 unchanged bodies   3 permanent redirects   4 gone for good   5 Retry-After is the host's
 *  6 freshness         7 skipHours/skipDays 8 adaptive interval     9 floor           10 errors
 * 11 restarts         12 spreading         13 per host            14 one fetch per address   15 for nobody
 * 16–22 (time-outs, size, encodings, headers, redirects, addresses, IDN): politeness-safety.test.ts
 * 23–25 (sniffing, interstitials, autodiscovery): politeness-safety.test.ts and ../shared/domain/feeds/discover.test.ts
 * 26 (WebSub): websub.test.ts   27 (OPML): ../server/http/proposals.test.ts
 * 28 (items): ../shared/domain/feeds/poll.test.ts   29 (two addresses, one feed) and 30 (a log per feed): here
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

describe('6 freshness', () => {
  test.each([
    ['nothing', '', {}, 300],
    ['max-age', '', { 'cache-control': 'public, max-age=3600' }, 3600],
    [
      'Expires',
      '',
      { date: 'Mon, 09 Mar 2026 10:00:00 GMT', expires: 'Mon, 09 Mar 2026 12:00:00 GMT' },
      7200,
    ],
    ['a max-age of years', '', { 'cache-control': 'max-age=504576000' }, 5 * 3600],
    ['ttl', '<ttl>120</ttl>', { 'cache-control': 'max-age=60' }, 7200],
    [
      'sy:update',
      '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
      {},
      6 * 3600,
    ],
    ['a ttl of a month', '<ttl>43200</ttl>', {}, 86_400],
    ['no-cache', '', { 'cache-control': 'no-cache, max-age=3600' }, 300],
  ])('%s is heeded', async (_, channel, headers, seconds) => {
    const id = await feeds.add('/feed', { intervalSeconds: 300 })
    feeds.answer(say(rssOf(['1'], channel), headers))
    await feeds.poll(id)
    const next = await feeds.secondsToNext(id)
    expect(next).toBeGreaterThan(seconds - 5)
    expect(next).toBeLessThanOrEqual(seconds * 1.1)
  })

  test('what the document asks for holds while it is not modified', async () => {
    const id = await feeds.add('/feed')
    feeds.answer(say(rssOf(['1'], '<ttl>120</ttl>'), { etag: '"1"' }))
    await feeds.poll(id)
    feeds.answer(say('', {}, 304))
    await feeds.poll(id)
    expect(await feeds.secondsToNext(id)).toBeGreaterThan(7100)
  })
})

test('7 hours and days to skip are skipped, by Greenwich time and for a day at most', async () => {
  const id = await feeds.add('/feed')
  const in5Minutes = new Date(Date.now() + 330_000)
  const hour = in5Minutes.getUTCHours()
  feeds.answer(say(rssOf(['1'], `<skipHours><hour>${hour}</hour></skipHours>`), { etag: '"1"' }))
  await feeds.poll(id)
  const next = Date.parse((await feeds.feed(id)).nextCheckAt!)
  expect(new Date(next).getUTCHours()).toBe((hour + 1) % 24)
  const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
  feeds.answer(say(rssOf(['2'], `<skipDays>${days.map((day) => `<day>${day}</day>`).join('')}</skipDays>`)))
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeGreaterThan(86_400)
  expect(await feeds.secondsToNext(id)).toBeLessThan(86_400 + 400)
})

const dated = (hoursApart: number, count: number, newestHoursAgo = 0) =>
  rssOf([]).replace(
    '</channel>',
    `${Array.from({ length: count }, (_, n) => {
      const at = new Date(Date.now() - (newestHoursAgo + n * hoursApart) * 3_600_000)
      return `<item><guid isPermaLink="false">${hoursApart} ${at.getTime()}</guid><title>x</title><pubDate>${at.toUTCString()}</pubDate></item>`
    }).join('')}</channel>`,
  )

describe('8 adaptive interval', () => {
  test('a feed that rarely speaks is asked less often, and hourly at least', async () => {
    const [rare, seldom, often] = [
      await feeds.add('/rare'),
      await feeds.add('/seldom'),
      await feeds.add('/often'),
    ]
    feeds.answer((request, response) => {
      response.end(dated({ '/rare': 24 * 7, '/seldom': 8, '/often': 0.2 }[request.url!]!, 10))
    })
    for (const id of [rare, seldom, often]) await feeds.poll(id)
    const next = await Promise.all([rare, seldom, often].map(feeds.secondsToNext))
    for (const [index, seconds] of [3600, 1440, 300].entries()) {
      expect(next[index]).toBeGreaterThan(seconds - 5)
      expect(next[index]).toBeLessThanOrEqual(seconds * 1.1)
    }
    expect(await feeds.feed(seldom)).toMatchObject({ rhythmSeconds: 8 * 3600 })
  })

  test('its silence is noticed, told to open screens, and over with its next word', async () => {
    const id = await feeds.add('/feed')
    feeds.answer(say(dated(1, 10)))
    await feeds.poll(id)
    expect(await feeds.feed(id)).toMatchObject({ health: 'working', silentSince: null, rhythmSeconds: 3600 })
    await feeds.later(25)
    const silent = await feeds.feed(id)
    expect(silent).toMatchObject({ health: 'silent' })
    expect(Math.abs(Date.parse(silent.silentSince!) - (Date.now() - 3_600_000))).toBeLessThan(60_000)
    const pokes = feeds.store.pokes()
    feeds.answer(say(dated(0.5, 3)))
    await feeds.poll(id)
    expect(await feeds.feed(id)).toMatchObject({ health: 'working' })
    expect(feeds.store.pokes()).toBeGreaterThan(pokes)
  })
})

test('9 nobody is asked sooner than its admin or its source says', async () => {
  const id = await feeds.add('/feed', { intervalSeconds: 600 })
  feeds.answer(say(rssOf(['1']), { 'cache-control': 'max-age=5' }))
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeGreaterThan(595)
  const rss = feeds.tools.connectors.get('rss')!
  const connectors = new Map([['rss', { ...rss, leastIntervalSeconds: 1200 }]])
  Object.assign(feeds.tools, { connectors })
  await feeds.poll(id)
  expect(await feeds.secondsToNext(id)).toBeGreaterThan(1195)
})

test('10 errors wait longer and longer, at random, and for a day at most, and are shown with the next try', async () => {
  const ids = await Promise.all([1, 2, 3, 4, 5].map((n) => feeds.add(`/${n}`)))
  feeds.answer(say('', {}, 500))
  for (let n = 0; n < 4; n += 1) for (const id of ids) await feeds.poll(id)
  const waits = await Promise.all(ids.map(feeds.secondsToNext))
  for (const wait of waits) {
    expect(wait).toBeGreaterThan(295)
    expect(wait).toBeLessThanOrEqual(300 * 16)
  }
  expect(new Set(waits.map(Math.round)).size).toBeGreaterThan(1)
  for (let n = 0; n < 20; n += 1) await feeds.poll(ids[0]!)
  expect(await feeds.secondsToNext(ids[0]!)).toBeLessThanOrEqual(86_400)
  expect(await feeds.feed(ids[0]!)).toMatchObject({
    health: 'failing',
    enabled: true,
    nextCheckAt: expect.any(String),
    lastProblem: { code: 'feed_server_error', detail: expect.stringContaining('500') },
  })
})

test('11 a restart asks nobody again', async () => {
  const id = await feeds.add('/feed')
  await feeds.round()
  expect(feeds.asked).toHaveLength(1)
  // A worker that knows nothing but the database.
  await sql`UPDATE feed SET lease_until = NULL, polling = false`.execute(feeds.store.db)
  expect(await feeds.round()).toEqual([])
  expect(feeds.asked).toHaveLength(1)
  expect(await feeds.secondsToNext(id)).toBeGreaterThan(290)
})

test('12 feeds that were added together do not stay together', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => feeds.add(`/${n}`)))
  await Promise.all(ids.map(feeds.poll))
  const waits = await Promise.all(ids.map(feeds.secondsToNext))
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(5)
})

test('14 one address is one feed and one fetch, whoever listens to it', async () => {
  const id = await feeds.add('/feed')
  await expect(feeds.add('/feed#top')).rejects.toMatchObject({ code: 'feed_exists' })
  await addBrand(feeds.store, 'One')
  await addBrand(feeds.store, 'Two')
  expect(await feeds.round()).toEqual([id])
  expect(feeds.asked).toHaveLength(1)
})

test('15 nobody is asked for a brand that is given up', async () => {
  const brandId = await addBrand(feeds.store, 'Old')
  const id = await feeds.add('/feed', { brandId })
  await sql`UPDATE brand SET archived_at = now()`.execute(feeds.store.db)
  expect(await feeds.round()).toEqual([])
  expect(await feeds.poll(id)).toBeNull()
  expect(await feeds.feed(id)).toMatchObject({ health: 'off', nextCheckAt: null })
  expect(feeds.asked).toEqual([])
})

test('30 each feed shows what was asked: status, bytes, share of 304, where it ended, next time', async () => {
  const id = await feeds.add('/feed')
  const body = rssOf(['1'])
  feeds.answer((request, response) => {
    if (request.url === '/feed') response.writeHead(302, { location: '/deep/feed' }).end()
    else response.writeHead(200, { etag: '"1"' }).end(body)
  })
  await feeds.poll(id)
  feeds.answer(say('', {}, 304))
  await feeds.poll(id)
  await feeds.poll(id)
  feeds.answer(say('', {}, 500))
  await feeds.poll(id)
  expect(await feeds.feed(id)).toMatchObject({ checks: 4, unchangedChecks: 2, bytesFetched: body.length })
  const checks = await listChecks(feeds.store, id)
  expect(
    checks.map(({ outcome, httpStatus, bytes, finalUrl }) => [outcome, httpStatus, bytes, finalUrl]),
  ).toEqual([
    ['failed', 500, 0, null],
    ['unchanged', 304, 0, null],
    ['unchanged', 304, 0, null],
    ['items', 200, body.length, feeds.at('/deep/feed')],
  ])
})

test('what authors deleted is forgotten with the poll that says so, and more is fetched at once', async () => {
  const rss = feeds.tools.connectors.get('rss')!
  let deleted: string[] = []
  const connector: Connector = {
    ...rss,
    async fetch(input) {
      const outcome = await rss.fetch!(input)
      return outcome.kind === 'items' ? { ...outcome, deleted, more: deleted.length > 0 } : outcome
    },
  }
  Object.assign(feeds.tools, { connectors: new Map([['rss', connector]]) })
  const id = await feeds.add('/feed')
  await feeds.poll(id)
  deleted = ['1']
  feeds.answer(say(rssOf([])))
  await feeds.poll(id)
  const item = await feeds.store.db
    .selectFrom('item')
    .select(['title', 'deleted_at'])
    .executeTakeFirstOrThrow()
  expect(item).toMatchObject({ title: '', deleted_at: expect.any(Date) })
  expect(await feeds.secondsToNext(id)).toBeLessThanOrEqual(0)
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

test('the sweep notices each silence that begins, once', async () => {
  const id = await feeds.add('/feed')
  feeds.answer(say(dated(1, 10)))
  await feeds.poll(id)
  const began = async () => {
    const answer = await silenceBegan(feeds.store.db)
    await beat(feeds.store.db, 'sweep')
    return answer
  }
  await began()
  expect(await began()).toBe(false)
  await feeds.store.db
    .updateTable('feed')
    .set({ silent_at: sql`now()` })
    .execute()
  expect(await began()).toBe(true)
  expect(await began()).toBe(false)
})

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listChecks } from '../../../shared/domain/feeds/list-checks.ts'
import { silenceBegan } from '../../../shared/domain/feeds/silence.ts'
import { takeStreams } from '../../../shared/domain/feeds/stream-lease.ts'
import type { Connector } from '../../../shared/domain/sources/connector.ts'
import { beat } from '../../../shared/domain/upkeep/heartbeat.ts'
import { openPoliteFeeds, rssOf, say, type PoliteFeeds } from '../../support/polite-feeds.ts'
import { addBrand } from '../../support/store.ts'

/* 6–12, 14, 15 and 30: when a feed is asked again, and what it shows of that; the list is in politeness.test.ts. */

let feeds: PoliteFeeds
beforeEach(async () => {
  feeds = await openPoliteFeeds()
})
afterEach(() => feeds.close())

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
  const streamed = await feeds.add('/stream', { brandId })
  await sql`UPDATE brand SET archived_at = now()`.execute(feeds.store.db)
  await sql`UPDATE feed SET streamed = true WHERE id = ${streamed}`.execute(feeds.store.db)
  expect(await feeds.round()).toEqual([])
  expect(await feeds.poll(id)).toBeNull()
  expect(await takeStreams(feeds.store.db)).toEqual([])
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

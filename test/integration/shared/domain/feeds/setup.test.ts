import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { FeedChange } from '../../../../../shared/contract/feed.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { previewBrand } from '../../../../../shared/domain/brands/preview.ts'
import { addFeed, changeFeed } from '../../../../support/feeds.ts'
import { listFeeds, readFeed } from '../../../../../shared/domain/feeds/list.ts'
import { testFeed } from '../../../../../shared/domain/feeds/test.ts'
import { createListeningTools, type ListeningTools } from '../../../../../shared/domain/listening/tools.ts'
import { brandsToMatch } from '../../../../../shared/domain/mentions/match-kept.ts'
import type { Scorer } from '../../../../../shared/domain/scoring/scorer.ts'
import { readConfig } from '../../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { eventually } from '../../../../support/eventually.ts'
import { startFeedServer } from '../../../../support/feed-server.ts'
import { openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let tools: ListeningTools
let server: Awaited<ReturnType<typeof startFeedServer>>

beforeAll(async () => {
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
  server = await startFeedServer('Forum')
  server.publish(
    { id: '1', text: 'The weather is nice' },
    { id: '2', text: 'acme is awful' },
    { id: '3', text: 'acme is great' },
  )
})
afterAll(async () => {
  await tools.close()
  await server.close()
})
beforeEach(async () => {
  store = await openTestStore()
  tools = { ...tools, listening: createListeningReader(silentLog, tools.scorer) }
})
afterEach(() => store.close())

test('a stored token is sent to nobody but whom it was given for', async () => {
  const config = { instance: 'https://one.example', search: 'acme' }
  const { id } = await addFeed(store.db, { source: 'mastodon', config, credential: 'secret' })
  const hasToken = async (change: FeedChange) => (await changeFeed(store, id, change)).hasCredential
  expect(await hasToken({ title: 'Renamed' })).toBe(true)
  expect(await hasToken({ config: { ...config, search: 'acme cloud' } })).toBe(true)
  expect(await hasToken({ config: { ...config, instance: 'https://two.example' } })).toBe(false)
  expect(await hasToken({ config, credential: 'another' })).toBe(true)
  expect(await hasToken({ credential: null })).toBe(false)
})

test('a feed is waiting until it is heard, and is listened to once', async () => {
  const feed = await addFeed(store.db, {
    url: 'https://example.org/feed#top',
    title: 'News',
    intervalSeconds: 60,
  })
  expect(feed).toMatchObject({
    source: 'rss',
    url: 'https://example.org/feed',
    title: 'News',
    health: 'waiting',
    intervalSeconds: 60,
    lastProblem: null,
    items: 0,
  })
  expect(Date.parse(feed.nextCheckAt!)).toBeLessThanOrEqual(Date.now() + 1000)
  await expect(addFeed(store.db, { url: 'https://EXAMPLE.org/feed' })).rejects.toMatchObject({
    code: 'feed_exists',
    fields: [{ path: 'url' }],
  })
  await expect(addFeed(store.db, { url: 'https://example.org/b', brandId: 99 })).rejects.toMatchObject({
    code: 'invalid_request',
    fields: [{ path: 'brandId' }],
  })
  // Longer than the index can hold: that is no second feed with this address.
  const noise = randomBytes(5000).toString('hex')
  await expect(addFeed(store.db, { url: `https://example.org/${noise}` })).rejects.toMatchObject({
    code: '54000',
  })
  expect(await listFeeds(store)).toEqual([await readFeed(store.db, feed.id)])
  await expect(readFeed(store.db, 99)).rejects.toMatchObject({ code: 'not_found' })
})

test('a new address begins from nothing and at once', async () => {
  const { id } = await addFeed(store.db, { url: 'https://example.org/a' })
  await store.db
    .updateTable('feed')
    .set({
      etag: '"a"',
      last_modified: 'then',
      body_hash: 'h',
      consecutive_failures: 4,
      next_check_at: '2100-01-01',
    })
    .execute()
  await changeFeed(store, id, { title: 'Renamed' })
  expect(await readFeed(store.db, id)).toMatchObject({ title: 'Renamed', consecutiveFailures: 4 })
  const moved = await changeFeed(store, id, { url: 'https://example.org/b', intervalSeconds: 3600 })
  expect(moved).toMatchObject({ url: 'https://example.org/b', consecutiveFailures: 0, intervalSeconds: 3600 })
  expect(Date.parse(moved.nextCheckAt!)).toBeLessThanOrEqual(Date.now() + 1000)
  const row = await store.db.selectFrom('feed').selectAll().executeTakeFirstOrThrow()
  expect([row.etag, row.last_modified, row.body_hash]).toEqual([null, null, null])

  await addFeed(store.db, { url: 'https://example.org/c' })
  await expect(changeFeed(store, id, { url: 'https://example.org/c' })).rejects.toMatchObject({
    code: 'feed_exists',
  })
  await expect(changeFeed(store, 99, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

test('two people who change a feed at once both have their way', async () => {
  const { id } = await addFeed(store.db, { url: 'https://example.org/a' })
  const other = await store.pool.connect()
  await other.query('BEGIN')
  await other.query("UPDATE feed SET url = $1, config = jsonb_build_object('url', $1::text)", [
    'https://example.org/b',
  ])
  const renamed = changeFeed(store, id, { title: 'Renamed' })
  const waiting = sql`SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  await eventually(async () => (await waiting.execute(store.db)).rows.length === 1)
  await other.query('COMMIT')
  other.release()
  expect(await renamed).toMatchObject({ title: 'Renamed', url: 'https://example.org/b' })
  expect(await changeFeed(store, id, {})).toEqual(await renamed)
})

test('a shorter interval counts from now, and switching off and on asks at once', async () => {
  const { id } = await addFeed(store.db, { url: 'https://example.org/a', intervalSeconds: 3600 })
  await store.db
    .updateTable('feed')
    .set({ next_check_at: new Date(Date.now() + 3_600_000) })
    .execute()
  const sooner = await changeFeed(store, id, { intervalSeconds: 60 })
  expect(Date.parse(sooner.nextCheckAt!) - Date.now()).toBeLessThanOrEqual(61_000)
  expect(await changeFeed(store, id, { enabled: false })).toMatchObject({ health: 'off', nextCheckAt: null })
  const on = await changeFeed(store, id, { enabled: true })
  expect(Date.parse(on.nextCheckAt!)).toBeLessThanOrEqual(Date.now() + 1000)
})

test('a feed that is given to a brand owes it what is kept', async () => {
  const brand = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await store.db.updateTable('brand').set({ rematch_after: null }).execute()
  const { id } = await addFeed(store.db, { url: 'https://example.org/a' })
  expect(await brandsToMatch(store)).toEqual([])
  await changeFeed(store, id, { brandId: brand.id })
  expect(await brandsToMatch(store)).toEqual([brand.id])
})

test('a dry run shows what a feed would bring, with the queries of the form or of all brands', async () => {
  const withQueries = await testFeed(tools, null, { url: server.url, queries: [{ text: 'acme' }] })
  expect(withQueries).toMatchObject({
    ok: true,
    title: 'Forum',
    format: 'rss',
    itemCount: 3,
    matched: 2,
    queued: 1,
  })
  expect(withQueries.items.map((item) => [item.text, item.label, item.queued])).toEqual([
    ['acme is great', 'positive', false],
    ['acme is awful', 'negative', true],
    ['The weather is nice', 'positive', false],
  ])
  expect(withQueries.items[0]!.spans).toEqual([{ field: 'text', start: 0, end: 4 }])

  expect(await testFeed(tools, null, { url: server.url })).toMatchObject({ itemCount: 3, matched: 0 })
  await addBrand(store.db, { name: 'Weather', queries: [{ text: 'weather' }], queueThreshold: 1 })
  expect(await testFeed(tools, store.db, { url: server.url })).toMatchObject({ matched: 1, queued: 1 })
  expect(await store.db.selectFrom('item').selectAll().execute()).toEqual([])
})

test('others are answered while a long feed or many items are tried', async () => {
  const feedId = (await addFeed(store.db, { url: 'https://example.org/a' })).id
  await sql`INSERT INTO item (feed_id, external_id, title, text)
    SELECT ${feedId}, n, '', 'acme ' || n FROM generate_series(1, 30) n`.execute(store.db)
  const turns: number[] = []
  let turn = 0
  const slow: Scorer = {
    ...tools.scorer,
    score(...given) {
      turns.push(turn)
      for (const until = performance.now() + 5; performance.now() < until;);
      return tools.scorer.score(...given)
    },
  }
  const long = await startFeedServer('Long')
  long.publish(...Array.from({ length: 30 }, (_, n) => ({ id: `${n}`, text: `acme ${n}` })))
  const queries = [{ text: 'acme' }]
  for (const tryAll of [
    () => testFeed({ ...tools, scorer: slow }, null, { url: long.url, queries }),
    () => previewBrand(store, { ...tools, scorer: slow }, { queries }),
  ]) {
    turns.length = 0
    const timer = setInterval(() => (turn += 1), 1)
    await tryAll()
    clearInterval(timer)
    expect(turns).toHaveLength(30)
    expect(turns.at(-1)! - turns[0]!).toBeGreaterThanOrEqual(5)
  }
  await long.close()
})

test('a dry run that fails says why, and a wrong query is pointed at', async () => {
  expect(await testFeed(tools, null, { url: 'http://127.0.0.1:1/feed' })).toMatchObject({
    ok: false,
    problem: { code: 'feed_unreachable', detail: expect.any(String) },
    items: [],
  })
  await expect(
    testFeed(tools, null, { url: server.url, queries: [{ text: 'acme' }, { text: 'acme "air' }] }),
  ).rejects.toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'queries/1/text', start: 5, end: 9 }],
  })
})

test('without leave, addresses of this network are refused', async () => {
  const careful = createListeningTools({ config: readConfig({}), log: silentLog })
  expect(await testFeed(careful, null, { url: server.url })).toMatchObject({
    ok: false,
    problem: { code: 'feed_address_refused' },
  })
  await careful.close()
})

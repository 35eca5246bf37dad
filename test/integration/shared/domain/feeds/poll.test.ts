import type { IncomingMessage, ServerResponse } from 'node:http'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { addFeed, changeFeed } from '../../../../support/feeds.ts'
import { handOutDueFeeds } from '../../../../../shared/domain/feeds/lease.ts'
import { listChecks } from '../../../../../shared/domain/feeds/list-checks.ts'
import { readFeed } from '../../../../../shared/domain/feeds/list.ts'
import { markDue } from '../../../../../shared/domain/feeds/mark-due.ts'
import { pollFeed } from '../../../../../shared/domain/feeds/poll.ts'
import { readHistory } from '../../../../../shared/domain/history/read.ts'
import { createListeningTools, type ListeningTools } from '../../../../../shared/domain/listening/tools.ts'
import { prune } from '../../../../../shared/domain/upkeep/prune.ts'
import { readConfig } from '../../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { serveLocally, type LocalHttp } from '../../../../support/local-http.ts'
import { addPerson, contradictions, openTestStore, type TestStore } from '../../../../support/store.ts'

type Post = { id: string; title?: string; text?: string; at?: Date; author?: string }
const rss = (posts: Post[], channel = '<title>Forum</title><link>https://forum.example/</link>') =>
  `<rss version="2.0"><channel>${channel}${posts
    .map(
      ({ id, title = '', text = '', at, author }) =>
        `<item><guid>${id}</guid><title>${title}</title><description>${text}</description>${
          at ? `<pubDate>${at.toUTCString()}</pubDate>` : ''
        }${author ? `<author>${author}</author>` : ''}</item>`,
    )
    .join('')}</channel></rss>`

let store: TestStore
let tools: ListeningTools
let site: LocalHttp
let answer: (request: IncomingMessage, response: ServerResponse) => void
const asked: IncomingMessage['headers'][] = []

beforeAll(async () => {
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
  site = await serveLocally((request, response) => {
    asked.push(request.headers)
    answer(request, response)
  })
})
afterAll(async () => {
  await tools.close()
  await site.close()
})
beforeEach(async () => {
  store = await openTestStore()
  tools = { ...tools, listening: createListeningReader(silentLog, tools.scorer), spacingSeconds: 0 }
})
afterEach(async () => {
  asked.length = 0
  await store.close()
})

const never = new AbortController().signal
const publish = (posts: Post[], channel?: string) => {
  answer = (_request, response) => response.end(rss(posts, channel))
}
const poll = async (id: number) => {
  await markDue(store, id)
  return pollFeed(tools, store, id, never)
}
const mentions = async () =>
  store.db
    .selectFrom('mention')
    .innerJoin('item', 'item.id', 'mention.item_id')
    .innerJoin('brand', 'brand.id', 'mention.brand_id')
    .selectAll('mention')
    .select(['item.external_id', 'item.title', 'item.text', 'brand.name as brand'])
    .orderBy('mention.id')
    .execute()
const revision = async () =>
  (await store.db.selectFrom('brand').select('revision').executeTakeFirst())?.revision

test('known items cost a look, new ones become mentions, each announced once', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  publish([
    { id: '1', text: 'acme is awful' },
    { id: '2', text: 'nothing' },
  ])
  expect(await poll(id)).toEqual({ items: 2, newItems: 2, mentions: 1 })
  expect(await poll(id)).toEqual({ items: 0, newItems: 0, mentions: 0 })
  publish([
    { id: '3', text: 'acme is great' },
    { id: '1', text: 'acme is awful' },
    { id: '2', text: 'nothing' },
  ])
  expect(await poll(id)).toEqual({ items: 3, newItems: 1, mentions: 1 })
  expect(await revision()).toBe(2)
  expect(store.pokes()).toBe(3)
  expect(await readFeed(store.db, id)).toMatchObject({ items: 3, mentions: 2, health: 'working' })
  expect((await mentions()).map((row) => [row.external_id, row.state, row.label])).toEqual([
    ['1', 'queued', 'negative'],
    ['3', 'stream', 'positive'],
  ])
  expect(await contradictions(store)).toEqual([])
})

test('a mention keeps where its queries matched and which words made its score', async () => {
  const brand = await addBrand(store.db, { name: 'Acme', queries: [{ text: '"acme air"' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  publish([
    { id: '1', title: 'Acme Air', text: 'A terrible flight with acme air', at: new Date('2030-01-01') },
  ])
  await poll(id)
  const [mention] = await mentions()
  expect(mention).toMatchObject({ source: 'rss', version: 1, language: 'en', author_key: null })
  expect(mention!.matches).toEqual([
    {
      queryId: brand.queries[0]!.id,
      queryText: '"acme air"',
      spans: [
        { field: 'title', start: 0, end: 8 },
        { field: 'text', start: 23, end: 31 },
      ],
    },
  ])
  expect(mention!.contributions).toContainEqual({
    field: 'text',
    start: 2,
    end: 10,
    text: 'terrible',
    weight: expect.any(Number),
    why: expect.any(String),
  })
  expect(mention!.published_at.getTime()).toBeLessThanOrEqual(Date.now())
})

test('a server that says that nothing changed is believed, and asked in its own words', async () => {
  const { id } = await addFeed(store.db, { url: site.url })
  answer = (_request, response) => response.setHeader('etag', '"one"').end(rss([{ id: '1' }]))
  await poll(id)
  answer = (_request, response) => response.writeHead(304).end()
  expect(await poll(id)).toEqual({ items: 0, newItems: 0, mentions: 0 })
  expect(asked[1]!['if-none-match']).toBe('"one"')
  const [last, first] = await listChecks(store, id)
  expect([first!.outcome, last!.outcome, last!.httpStatus]).toEqual(['items', 'unchanged', 304])
  expect(await readFeed(store.db, id)).toMatchObject({ title: 'Forum', siteUrl: 'https://forum.example/' })
})

test('an edited post shows its new text and marks, and leaves the queue only by a person', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await addBrand(store.db, { name: 'Globex', queries: [{ text: 'globex' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  publish([
    { id: '1', text: 'acme is awful' },
    { id: '2', text: 'acme is awful, too' },
  ])
  await poll(id)
  const before = await mentions()
  await store.db.insertInto('item_search').values({ item_id: before[0]!.item_id, document: 'old' }).execute()

  publish([
    { id: '1', text: 'Well, acme is great. So is globex' },
    { id: '2', text: 'never mind' },
  ])
  expect(await poll(id)).toMatchObject({ newItems: 0, mentions: 1 })
  const [great, forgotten, added] = await mentions()
  expect(before[0]!.severity).toBeGreaterThan(0)
  expect(great).toMatchObject({ state: 'queued', version: 1, severity: 0, label: 'positive' })
  expect(great!.text).toBe('Well, acme is great. So is globex')
  expect(great!.matches).toMatchObject([{ spans: [{ field: 'text', start: 6, end: 10 }] }])
  expect(great!.priority_at).toEqual(great!.published_at)
  expect(forgotten).toMatchObject({ state: 'queued', matches: [] })
  expect(JSON.stringify(forgotten!.contributions)).not.toContain('awful')
  expect(added).toMatchObject({ brand: 'Globex', item_id: great!.item_id })
  const { rows } = await sql<{ found: number }>`
    SELECT count(*) AS found FROM item_search WHERE document @@ plainto_tsquery('simple', 'globex')`.execute(
    store.db,
  )
  expect(rows[0]!.found).toBe(1)
  const { rows: log } =
    await sql`SELECT mention_ids FROM change WHERE brand_id = ${great!.brand_id} ORDER BY revision`.execute(
      store.db,
    )
  expect(log).toEqual([
    { mention_ids: [great!.id, forgotten!.id] },
    { mention_ids: [great!.id, forgotten!.id] },
  ])
})

test('a post edited into a complaint enters the queue, and the log and the history say so', async () => {
  const { id: brandId } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  const at = new Date(Date.now() - 3_600_000)
  const old = new Date(Date.now() - 40 * 86_400_000)
  const say = (text: string, aside = text) =>
    publish([
      { id: 'calm', text, at },
      { id: 'old', text, at: old },
      { id: 'other topic', text: aside, at },
    ])
  say('acme is great')
  await poll(id)
  say('acme is great!')
  await poll(id)
  expect((await mentions()).map((row) => `${row.state} ${row.version}`)).toEqual(Array(3).fill('stream 1'))

  say('acme is awful', 'this is awful')
  await poll(id)
  const byId = Object.fromEntries((await mentions()).map((row) => [row.external_id, row]))
  const calm = byId['calm']!
  expect(calm).toMatchObject({ state: 'queued', version: 2, label: 'negative', queued_at: expect.any(Date) })
  expect(calm.severity).toBeGreaterThan(0)
  expect(calm.priority_at.getTime()).toBeLessThan(calm.published_at.getTime())
  expect(byId['old']).toMatchObject({ state: 'stream', version: 1, label: 'negative', queued_at: null })
  expect(byId['other topic']).toMatchObject({ state: 'stream', version: 1, matches: [] })
  const story = await readHistory(store.db, calm.id)
  expect(story.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['heard', null],
    ['queue', null],
  ])
  expect(await revision()).toBe(3)
  const log = await store.db
    .selectFrom('change')
    .select('mention_ids')
    .where('brand_id', '=', brandId)
    .where('revision', '=', 3)
    .executeTakeFirstOrThrow()
  expect(log.mention_ids.toSorted()).toEqual(Object.values(byId).map((row) => row.id))
  expect(await contradictions(store)).toEqual([])
})

test('an edit makes a mention as grave as its new words, and leaves it with whoever is at it', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const person = await addPerson(store, 'Ann')
  const { id } = await addFeed(store.db, { url: site.url })
  const say = (text: string) =>
    publish(['claimed', 'waiting'].map((one) => ({ id: one, text, at: new Date('2026-01-01') })))
  say('acme is here')
  await poll(id)
  await sql`UPDATE mention SET state = 'queued', queued_at = now()`.execute(store.db)
  const [before] = await mentions()
  await sql`UPDATE mention SET state = 'claimed', owner_id = ${person.id}, claimed_at = now()
    WHERE id = ${before!.id}`.execute(store.db)
  say('acme is a horrible disaster, the worst catastrophe')
  await poll(id)
  const [claimed, waiting] = await mentions()
  expect(claimed).toMatchObject({ state: 'claimed', owner_id: person.id, version: 1 })
  expect(waiting).toMatchObject({ state: 'queued', version: 1 })
  for (const { score, severity, priority_at } of [claimed!, waiting!]) {
    expect(score).toBeLessThan(before!.score!)
    expect(severity).toBeGreaterThan(before!.severity)
    expect(priority_at.getTime()).toBeLessThan(before!.priority_at.getTime())
  }
})

test('what a feed still lists is not new again when its items are kept no longer', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  const old = [
    { id: '1', text: 'one' },
    { id: '2', text: 'two' },
  ]
  const aWeekLater = async () => {
    await sql`UPDATE item SET heard_at = heard_at - interval '8 days'`.execute(store.db)
    await sql`UPDATE upkeep SET pruned_to = '-infinity'`.execute(store.db)
    await prune(store, never)
  }
  const lastNew = async () => (await readFeed(store.db, id)).lastNewItemAt
  publish(old)
  await poll(id)
  await aWeekLater()
  expect(await store.db.selectFrom('item').select('id').execute()).toEqual([])

  const heard = await lastNew()
  publish([...old].toReversed())
  expect(await poll(id)).toEqual({ items: 2, newItems: 0, mentions: 0 })
  publish([])
  await poll(id)
  publish(old, '<title>Renamed</title>')
  expect(await poll(id)).toEqual({ items: 2, newItems: 0, mentions: 0 })
  expect(await lastNew()).toBe(heard)
  publish([{ id: '3', text: 'three' }, ...old])
  expect(await poll(id)).toEqual({ items: 3, newItems: 1, mentions: 0 })
  expect(await readFeed(store.db, id)).toMatchObject({ items: 3, mentions: 0 })

  const since = await lastNew()
  publish([{ id: '1', text: 'acme is awful' }, ...old.slice(1)])
  expect(await poll(id)).toEqual({ items: 2, newItems: 0, mentions: 1 })
  expect(await mentions()).toMatchObject([{ external_id: '1', state: 'queued' }])
  expect(await readFeed(store.db, id)).toMatchObject({ items: 3, mentions: 1, lastNewItemAt: since })
})

test('a feed that belongs to a brand brings everything to it, others only what they match', async () => {
  const acme = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await addBrand(store.db, { name: 'Globex', queries: [{ text: 'globex' }] })
  const { id } = await addFeed(store.db, { url: site.url, brandId: acme.id })
  publish([
    { id: '1', text: 'help' },
    { id: '2', text: 'acme or globex?' },
  ])
  await poll(id)
  expect((await mentions()).map((row) => [row.brand, row.external_id])).toEqual([
    ['Acme', '1'],
    ['Acme', '2'],
    ['Globex', '2'],
  ])
})

test('posts that come twice, with endless ids, without dates or in thousands are each taken once', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  const endless = 'x'.repeat(480)
  const many = Array.from({ length: 2300 }, (_, n) => ({ id: `many-${n}`, text: `acme ${n}` }))
  publish([
    { id: `${endless}1` },
    { id: `${endless}2` },
    { id: 'twice', text: 'acme one' },
    { id: 'twice', text: 'acme one' },
    ...many,
  ])
  expect(await poll(id)).toEqual({ items: 2303, newItems: 2303, mentions: 2301 })
  expect(await revision()).toBe(5)
  const { rows } = await sql<{ longest: number; undated: number }>`
    SELECT max(length(external_id)) AS longest, count(*) FILTER (WHERE published_at IS NULL) AS undated FROM item`.execute(
    store.db,
  )
  expect(rows[0]!.longest).toBeLessThanOrEqual(400)
  expect(rows[0]!.undated).toBe(2303)
  const [mention] = await mentions()
  expect(mention!.published_at).toEqual(mention!.heard_at)
  expect(await contradictions(store)).toEqual([])
})

test('old complaints and languages that cannot be scored stand in the stream', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
  publish([
    { id: 'old', text: 'acme is awful', at: ago(40) },
    { id: 'recent', text: 'acme is awful', at: ago(20) },
    { id: 'dutch', text: 'acme is niet goed, en dat vind ik ook niet mooi', at: ago(1) },
  ])
  await poll(id)
  const byId = Object.fromEntries((await mentions()).map((row) => [row.external_id, row]))
  expect(byId['old']).toMatchObject({ state: 'stream', label: 'negative', queued_at: null })
  expect(byId['recent']).toMatchObject({ state: 'queued', queued_at: expect.any(Date) })
  expect(byId['dutch']).toMatchObject({ state: 'stream', label: null, score: null, severity: 0 })
})

test('the same author’s new post wakes the one that waits for it', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  const atom = (...ids: string[]) =>
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title>${ids
      .map(
        (
          one,
        ) => `<entry><id>${one}</id><title>acme is awful</title><updated>${new Date().toISOString()}</updated>
        <author><name>Ann</name><uri>https://forum.example/ann</uri></author></entry>`,
      )
      .join('')}</feed>`
  answer = (_request, response) => response.end(atom('1'))
  await poll(id)
  await sql`UPDATE mention SET state = 'snoozed', snoozed_until_activity = true`.execute(store.db)
  answer = (_request, response) => response.end(atom('2', '1'))
  await poll(id)
  expect((await mentions()).map((row) => [row.external_id, row.state, row.author_key])).toEqual([
    ['1', 'queued', 'https://forum.example/ann'],
    ['2', 'queued', 'https://forum.example/ann'],
  ])
  expect(await revision()).toBe(2)
})

test('failures are noted with their reason and wait longer each time; success forgets them', async () => {
  const { id } = await addFeed(store.db, { url: site.url, intervalSeconds: 60 })
  const status = (code: number, headers = {}) => {
    answer = (_request, response) => response.writeHead(code, headers).end()
  }
  const secondsToNext = async () => {
    const feed = await readFeed(store.db, id)
    return (Date.parse(feed.nextCheckAt!) - Date.parse(feed.lastCheckedAt!)) / 1000
  }
  status(500)
  await poll(id)
  expect(await secondsToNext()).toBeGreaterThanOrEqual(60)
  expect(await secondsToNext()).toBeLessThanOrEqual(121)
  await poll(id)
  expect(await secondsToNext()).toBeLessThanOrEqual(241)
  status(429, { 'retry-after': '7200' })
  await poll(id)
  expect(await secondsToNext()).toBeGreaterThanOrEqual(7199)
  expect(await readFeed(store.db, id)).toMatchObject({
    health: 'failing',
    consecutiveFailures: 3,
    lastProblem: { code: 'feed_rate_limited', detail: expect.stringContaining('429') },
  })
  publish([])
  await sql`DELETE FROM host`.execute(store.db)
  await poll(id)
  expect(await readFeed(store.db, id)).toMatchObject({
    health: 'working',
    consecutiveFailures: 0,
    lastProblem: null,
  })

  status(410)
  await poll(id)
  const gone = await readFeed(store.db, id)
  expect(gone).toMatchObject({ health: 'off', enabled: false, nextCheckAt: null })
  expect(gone.lastProblem!.detail).toContain('410')
  await expect(markDue(store, id)).rejects.toMatchObject({ code: 'invalid_request' })
  expect((await listChecks(store, id)).map((check) => check.httpStatus)).toEqual([410, 200, 429, 500, 500])
  await changeFeed(store, id, { enabled: true })
  expect(await readFeed(store.db, id)).toMatchObject({ health: 'working', lastProblem: null })
})

test('a reason that was cut within a character is noted all the same', async () => {
  const { id } = await addFeed(store.db, { url: site.url })
  const location = Buffer.from(`http://[${'x'.repeat(191)}😀`).toString('latin1')
  answer = (_request, response) => response.writeHead(302, { location }).end()
  await poll(id)
  const { lastProblem } = await readFeed(store.db, id)
  expect(lastProblem).toMatchObject({
    code: 'feed_address_refused',
    detail: expect.stringContaining('x\ufffd'),
  })
})

test('what cannot be parsed is a failure with a sentence, and the next feed is heard', async () => {
  const { id } = await addFeed(store.db, { url: site.url })
  const codes: unknown[] = []
  for (const body of ['', '<html><body>Hello</body></html>', '{"no":"feed"}']) {
    answer = (_request, response) => response.end(body)
    await poll(id)
    codes.push((await readFeed(store.db, id)).lastProblem?.code)
  }
  expect(codes).toEqual(['feed_empty_document', 'feed_is_html', 'feed_unparsable'])
})

test('a feed that is not due, is off, or is gone is left alone', async () => {
  const { id } = await addFeed(store.db, { url: site.url })
  publish([{ id: '1' }])
  expect(await pollFeed(tools, store, id, never)).not.toBeNull()
  expect(await pollFeed(tools, store, id, never)).toBeNull()
  await changeFeed(store, id, { enabled: false })
  expect(await pollFeed(tools, store, id, never)).toBeNull()
  expect(await pollFeed(tools, store, id + 1, never)).toBeNull()
  expect(asked).toHaveLength(1)
})

test('a poll that is broken off stores nothing and leaves the feed due', async () => {
  const { id } = await addFeed(store.db, { url: site.url })
  answer = () => undefined
  const signal = AbortSignal.timeout(100)
  const broken = await pollFeed(tools, store, id, signal).catch((error: unknown) => error)
  expect(broken).toBe(signal.reason)
  const feed = await readFeed(store.db, id)
  expect(feed).toMatchObject({ health: 'waiting', consecutiveFailures: 0, lastCheckedAt: null })
  expect(Date.parse(feed.nextCheckAt!)).toBeLessThanOrEqual(Date.now())
})

test('polls of one feed at the same time double nothing', async () => {
  await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  const { id } = await addFeed(store.db, { url: site.url })
  publish(Array.from({ length: 200 }, (_, n) => ({ id: `${n}`, text: `acme is awful ${n}` })))
  const polls = await Promise.all(Array.from({ length: 5 }, () => pollFeed(tools, store, id, never)))
  expect(polls.reduce((sum, brought) => sum + (brought?.newItems ?? 0), 0)).toBe(200)
  expect(await mentions()).toHaveLength(200)
  expect(await readFeed(store.db, id)).toMatchObject({ items: 200, mentions: 200 })
  expect(await contradictions(store)).toEqual([])
})

test('due feeds are handed out once, longest due first', async () => {
  const ids: number[] = []
  for (let n = 0; n < 20; n += 1)
    ids.push((await addFeed(store.db, { url: `https://site${n}.example.org/` })).id)
  await sql`UPDATE feed SET host = url`.execute(store.db)
  const sorted = (some: number[]) => some.toSorted((a, b) => a - b)
  await sql`UPDATE feed SET next_check_at = now() - id * interval '1 second'`.execute(store.db)
  expect(sorted(await handOutDueFeeds(store.db, 5))).toEqual(ids.slice(-5))
  const others = await Promise.all(Array.from({ length: 4 }, () => handOutDueFeeds(store.db, 10)))
  expect(sorted(others.flat())).toEqual(ids.slice(0, -5))
  expect(await handOutDueFeeds(store.db, 10)).toEqual([])
  await sql`UPDATE feed SET lease_until = now() - interval '1 second' WHERE id = ${ids[0]}`.execute(store.db)
  expect(await handOutDueFeeds(store.db, 10)).toEqual([ids[0]])
})

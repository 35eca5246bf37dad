import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrandPreview, BrandPreviewRequest } from '../../../../../shared/contract/brand.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { previewBrand } from '../../../../../shared/domain/brands/preview.ts'
import { addExclusion } from '../../../../../shared/domain/exclusions/add.ts'
import { addKnownHandle } from '../../../../../shared/domain/known-handles/change.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

const scorer = createScorer()
const tools = { listening: createListeningReader(silentLog, scorer), scorer, log: silentLog }
let store: TestStore
let feedId: number

beforeEach(async () => {
  store = await openTestStore()
  feedId = await addFeed(store, 'https://example.org', 'mastodon')
})
afterEach(() => store.close())

let items = 0
type Heard = {
  text: string
  feed?: number
  author?: string
  authorUrl?: string
  url?: string
  daysAgo?: number
  publishedDaysAgo?: number
  media?: string[]
  identity?: string
}
async function hear(...heard: Heard[]): Promise<void> {
  for (const { text, feed, author, authorUrl, url, daysAgo, publishedDaysAgo, media, identity } of heard)
    await sql`INSERT INTO item (feed_id, external_id, title, text, author, author_url, url, media, identity, heard_at,
        published_at)
      VALUES (${feed ?? feedId}, ${`item ${(items += 1)}`}, '', ${text}, ${author ?? null}, ${authorUrl ?? null}, ${url ?? null},
        ${JSON.stringify(media ?? [])}, ${identity ?? null}, now() - ${daysAgo ?? 0} * interval '1 day',
        now() - ${publishedDaysAgo ?? null}::integer * interval '1 day')`.execute(store.db)
}

const preview = (texts: string[], more: Partial<BrandPreviewRequest> = {}): Promise<BrandPreview> =>
  previewBrand(store, tools, { queries: texts.map((text) => ({ text })), ...more })

const saved = async (...texts: string[]) =>
  (await addBrand(store.db, { name: 'Acme', queries: texts.map((text) => ({ text })) })).id

const told = (part: BrandPreview['won']) => part && [part.count, ...part.examples.map(({ text }) => text)]

test('what queries win and lose against the saved brand is told with its words, newest first', async () => {
  await hear(
    { text: 'acme airbrush' },
    { text: 'acme is here' },
    { text: 'acmeair is awful' },
    { text: 'nothing' },
  )
  await hear({ text: 'acmeair' }, { text: 'acme airbrush, lovely' })
  const brandId = await saved('acme')
  const found = await preview(['acme -airbrush', 'acmeair'], { brandId })
  expect(found).toMatchObject({ itemsLookedAt: 6, matched: 3, queued: 1, matchedByQuery: [1, 2] })
  expect(told(found.won)).toEqual([2, 'acmeair', 'acmeair is awful'])
  expect(told(found.lost)).toEqual([2, 'acme airbrush, lovely', 'acme airbrush'])
  expect(found.won?.examples[1]).toMatchObject({ queued: true, spans: [{ field: 'text', start: 0, end: 7 }] })
  expect(found.lost?.examples[0]).toMatchObject({
    queued: false,
    spans: [{ field: 'text', start: 0, end: 4 }],
  })
})

test('of lost ones, those would be in the queue that are in it with the saved queries: no repeat of what is heard', async () => {
  const story = 'Acme lost my bag in Porto and nobody at the desk helps, this is a horrible experience'
  const by = (name: string) => ({ author: name, authorUrl: `https://example.org/@${name}` })
  await hear(
    { text: story, ...by('jo') },
    { text: `${story} airbrush`, ...by('ann') },
    { text: 'Acme airbrush broke in my hands on the first day, awful', ...by('bo') },
    { text: 'RT @bo: Acme airbrush broke in my hands on the first day, awful', ...by('cy') },
  )
  const found = await preview(['acme -airbrush'], { brandId: await saved('acme') })
  expect(found).toMatchObject({ matched: 1, queued: 1, queuedAtMost: false, lost: { count: 3 } })
  expect(found.lost?.examples.map(({ author, queued }) => [author, queued])).toEqual([
    ['cy', false],
    ['bo', true],
    ['ann', false],
  ])
})

test('lost ones are judged by the threshold and the switch that are saved, whatever is asked for beside the queries', async () => {
  await hear(
    { text: 'Acme airbrush is a bit slow, and nobody answers the phone' },
    { text: '@acme do you have the airbrush in blue?' },
  )
  const brandId = await saved('acme')
  const lost = async (more: Partial<BrandPreviewRequest>) =>
    (await preview(['acme -airbrush'], { brandId, ...more })).lost?.examples.map(({ queued }) => queued)
  expect(await lost({})).toEqual([true, true])
  expect(await lost({ queueThreshold: -0.99, queueUrgent: false })).toEqual([true, true])

  await store.pool.query('UPDATE brand SET queue_threshold = -1, queue_urgent = false')
  await store.pool.query('UPDATE matching SET version = version + 1')
  expect(await lost({ queueThreshold: 0, queueUrgent: true })).toEqual([false, false])
})

test('what a feed of the brand brings is in its queue without any query: who repeats it later adds no entry', async () => {
  const brandId = await saved('acme')
  const own = await addFeed(store, 'https://acme.example')
  await sql`UPDATE feed SET brand_id = ${brandId} WHERE id = ${own}`.execute(store.db)
  const story = 'They lost my bag in Porto and nobody at the desk helps, this is a horrible experience'
  const by = (name: string) => ({ author: name, authorUrl: `https://example.org/@${name}` })
  await hear(
    { text: story, feed: own, ...by('jo') },
    { text: `${story} acme airbrush`, ...by('ann') },
    { text: `${story} acme`, ...by('bo') },
    { text: 'acme is awful', ...by('cy') },
  )
  const found = await preview(['acme -airbrush'], { brandId })
  expect(found).toMatchObject({ matched: 2, queued: 1, lost: { count: 1 } })
  expect(found.examples.map(({ author, queued }) => [author, queued])).toEqual([
    ['cy', true],
    ['bo', false],
  ])
  expect(found.lost?.examples[0]).toMatchObject({ author: 'ann', queued: false })
})

test('that not all could be compared is said of lost ones, too', async () => {
  const long = `acme airbrush is awful ${'x'.repeat(1_000_000)}`
  await hear(...Array.from({ length: 11 }, (_, n) => ({ text: `${long} ${n}` })))
  const found = await preview(['acme -airbrush'], { brandId: await saved('acme') })
  expect(found).toMatchObject({ matched: 0, queued: 0, queuedAtMost: true, lost: { count: 11 } })
})

test('the saved queries themselves win and lose nothing; without a saved brand there is nothing to compare', async () => {
  await hear({ text: 'acme' }, { text: 'air' })
  const brandId = await saved('acme')
  expect(await preview(['ACME'], { brandId })).toMatchObject({
    matched: 1,
    won: { count: 0, examples: [] },
    lost: { count: 0, examples: [] },
  })
  expect(await preview(['acme'])).toMatchObject({ matched: 1, won: null, lost: null })
  await expect(preview(['acme'], { brandId: brandId + 1 })).rejects.toMatchObject({ code: 'not_found' })
})

test('at most twenty examples are given, all are counted', async () => {
  await hear(...Array.from({ length: 45 }, (_, n) => ({ text: n % 2 ? 'acme' : 'air' })))
  const found = await preview(['air'], { brandId: await saved('acme') })
  expect([found.won?.count, found.won?.examples.length]).toEqual([23, 20])
  expect([found.lost?.count, found.lost?.examples.length]).toEqual([22, 20])
})

test('what a feed of the brand brings is the brand’s: no query wins or loses it', async () => {
  const brandId = await saved('acme')
  const own = await addFeed(store, 'https://acme.example')
  await sql`UPDATE feed SET brand_id = ${brandId} WHERE id = ${own}`.execute(store.db)
  await hear({ text: 'acme', feed: own }, { text: 'air', feed: own })
  const found = await preview(['air'], { brandId })
  expect(found).toMatchObject({ matched: 1, won: { count: 0 }, lost: { count: 0 } })
})

test('queries ask for author, site, source, language and media of the items kept', async () => {
  await hear(
    { text: 'acme is late and this is not great', author: 'Jo Doe', url: 'https://blog.acme.example/1' },
    {
      text: 'acme ist heute nicht da',
      url: 'https://other.example/',
      media: ['https://other.example/a.png'],
    },
  )
  const found = await preview([
    'author:"jo doe"',
    'site:acme.example',
    'acme source:mastodon',
    'acme source:rss',
    'acme lang:de',
    'acme has:media',
    'acme lang:en',
  ])
  expect(found.matchedByQuery).toEqual([1, 1, 2, 0, 1, 1, 1])
})

test('what is kept no longer, or was deleted by its author, is not looked at', async () => {
  await hear({ text: 'acme', daysAgo: 20 }, { text: 'acme', daysAgo: 5 }, { text: 'acme' })
  await sql`UPDATE item SET deleted_at = now() WHERE heard_at > now() - interval '1 day'`.execute(store.db)
  expect((await preview(['acme'])).itemsLookedAt).toBe(1)
  await sql`UPDATE setting SET kept_days = 30`.execute(store.db)
  expect((await preview(['acme'])).itemsLookedAt).toBe(2)
  await sql`UPDATE setting SET kept_days = 3`.execute(store.db)
  expect((await preview(['acme'])).itemsLookedAt).toBe(0)
})

test('a saved query that cannot be read any more is compared as one that finds nothing', async () => {
  await hear({ text: 'acme' })
  const brandId = await saved('acme')
  await sql`UPDATE query SET text = '("'`.execute(store.db)
  expect(await preview(['acme'], { brandId })).toMatchObject({ won: { count: 1 }, lost: { count: 0 } })
})

test('what an exclusion keeps out and what our own people say would not be queued', async () => {
  await hear(
    { text: 'acme is awful' },
    { text: 'acme airbrush is awful' },
    { text: 'acme is awful', author: 'acme_help', authorUrl: 'https://acme.social/@acme_help' },
  )
  const brandId = await saved('acme')
  await addExclusion(store, await addPerson(store, 'Ada', 'admin'), {
    brandId,
    text: 'airbrush',
    active: true,
  })
  expect(await preview(['acme'], { brandId })).toMatchObject({ matched: 3, queued: 2 })
  await addKnownHandle(store, { source: 'mastodon', handle: 'acme_help@acme.social', kind: 'staff' })
  const { queued, examples } = await preview(['acme'], { brandId })
  expect([queued, examples.map((example) => example.queued)]).toEqual([1, [false, false, true]])
})

test('the queue is counted as it would be: a post is one entry wherever it is heard, and so is a story, whoever tells it', async () => {
  const second = await addFeed(store, 'https://other.example')
  const story = 'Acme lost my bag in Porto and nobody at the desk helps, this is a horrible experience'
  const post = 'Acme charged me three times for one terrible meal, and the manager only laughed about it'
  await hear(
    { text: story, author: 'jo', authorUrl: 'https://example.org/@jo' },
    { text: `RT @jo: ${story}`, author: 'ann', authorUrl: 'https://example.org/@ann' },
    { text: `${story} https://example.org/x`, author: 'bo', authorUrl: 'https://example.org/@bo' },
    { text: story, author: 'jo', authorUrl: 'https://example.org/@jo' },
    { text: post, identity: 'https://example.org/1' },
    { text: `${post}!`, identity: 'https://example.org/1', feed: second },
    { text: 'Acme broke my chair, awful', identity: 'https://example.org/1' },
    { text: 'acme is awful' },
    { text: 'acme is awful' },
    { text: 'acme is great' },
  )
  const found = await preview(['acme'])
  expect(found).toMatchObject({ matched: 10, queued: 6 })
  expect(found.examples.map(({ queued }) => queued)).toEqual(
    [true, false, false, true, true, false, true, true, true, false].toReversed(),
  )

  const brandId = await saved('acme')
  await matchKept(tools, store, brandId, new AbortController().signal)
  const { rows } = await store.pool.query(`SELECT text FROM mention m JOIN item i ON i.id = m.item_id
    WHERE state = 'queued' ORDER BY i.id DESC`)
  expect(found.examples.filter(({ queued }) => queued).map(({ text }) => text)).toEqual(
    rows.map(({ text }) => text),
  )
})

test('of a story, what was said first is in the queue, in whatever order it is heard', async () => {
  const story = 'Acme lost my bag in Porto and nobody at the desk helps, this is a horrible experience'
  const said = (name: string, publishedDaysAgo: number, text = story) => ({
    text,
    publishedDaysAgo,
    author: name,
    authorUrl: `https://example.org/@${name}`,
  })
  await hear(
    said('cy', 1, `RT @jo: ${story}`),
    said('bo', 2, `${story}. They owe me 400 euros, and I want them before Friday, or else my lawyer writes`),
    said('jo', 9),
    said('eve', 3),
  )
  const { examples, queued } = await preview(['acme'])
  expect(queued).toBe(2)
  const entries = examples.filter((example) => example.queued).map(({ author }) => author)
  expect(entries).toEqual(['jo', 'bo'])

  const brandId = await saved('acme')
  await matchKept(tools, store, brandId, new AbortController().signal)
  const { rows } = await store.pool.query(`SELECT author FROM mention m JOIN item i ON i.id = m.item_id
    WHERE state = 'queued' ORDER BY i.id DESC`)
  expect(rows.map(({ author }) => author)).toEqual(entries)
})

import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { changeBrand } from '../../../../../shared/domain/brands/change.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { listBrands } from '../../../../../shared/domain/brands/list.ts'
import { holdMatching } from '../../../../../shared/domain/listening/matching-version.ts'
import { previewBrand } from '../../../../../shared/domain/brands/preview.ts'
import { ingest } from '../../../../../shared/domain/mentions/ingest.ts'
import { brandsToMatch, matchKept } from '../../../../../shared/domain/mentions/match-kept.ts'
import { distinctItems } from '../../../../../shared/domain/mentions/store-items.ts'
import { brandsToRescore } from '../../../../../shared/domain/rescoring/work-off.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import type { Item } from '../../../../../shared/domain/sources/item.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import {
  addFeed,
  addPerson,
  contradictions,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let admin: Awaited<ReturnType<typeof addPerson>>
const never = new AbortController().signal
const scorer = createScorer()
const newTools = () => ({ listening: createListeningReader(silentLog, scorer), scorer, log: silentLog })

beforeEach(async () => {
  store = await openTestStore()
  admin = await addPerson(store, 'Ada', 'admin')
})
afterEach(() => store.close())

const item = (externalId: string, text: string): Item => ({
  externalId,
  text,
  title: '',
  url: null,
  author: null,
  authorUrl: null,
  publishedAt: null,
  language: null,
  threadKey: null,
  potentialReach: null,
  media: [],
  identity: null,
  replyUrl: null,
  engagement: null,
})

/** Hears items as a poll does. */
async function hear(items: Item[], feedId: number, tools = newTools(), meanwhile?: () => Promise<unknown>) {
  return store.db.transaction().execute(async (tx) => {
    await holdMatching(tx)
    const listening = await tools.listening.read(tx)
    await meanwhile?.()
    const feed = { id: feedId, source: 'rss', brandId: null }
    return ingest(tx, { feed, items: distinctItems(items), listening, scorer: tools.scorer, now: new Date() })
  })
}

test('brands have names of their own and queries that can be read', async () => {
  const acme = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }], queueThreshold: -0.5 })
  expect(acme).toMatchObject({
    name: 'Acme',
    queueThreshold: -0.5,
    archived: false,
    queries: [{ text: 'acme' }],
  })
  await expect(addBrand(store.db, { name: 'ACME', queries: [{ text: 'x' }] })).rejects.toMatchObject({
    code: 'name_taken',
    fields: [{ path: 'name' }],
  })
  await expect(
    addBrand(store.db, { name: 'Other', queries: [{ text: 'fine' }, { text: '(open' }, { text: 'NOT x' }] }),
  ).rejects.toMatchObject({
    code: 'invalid_query',
    fields: [
      { path: 'queries/1/text', start: expect.any(Number), end: expect.any(Number) },
      { path: 'queries/2/text' },
    ],
  })
  expect((await listBrands(store)).map(({ name }) => name)).toEqual(['Acme'])
  const archived = await changeBrand(store, admin, acme.id, { archived: true })
  expect(archived.archived).toBe(true)
  await addBrand(store.db, { name: 'acme', queries: [{ text: 'x' }] })
  await expect(changeBrand(store, admin, acme.id, { archived: false })).rejects.toMatchObject({
    code: 'name_taken',
  })
  expect((await listBrands(store)).map(({ name }) => name)).toEqual(['acme', 'Acme'])
})

test('a change keeps, changes, adds and removes queries, and owes a look back only for what is new', async () => {
  const brand = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'one' }, { text: 'two' }] })
  await matchKept(newTools(), store, brand.id, never)
  expect(await brandsToMatch(store)).toEqual([])
  const [one, two] = brand.queries
  const fewer = await changeBrand(store, admin, brand.id, {
    name: 'Acme Air',
    queries: [{ id: two!.id, text: 'two' }],
  })
  expect(fewer).toMatchObject({ name: 'Acme Air', queries: [two], queueThreshold: brand.queueThreshold })
  expect(await brandsToMatch(store)).toEqual([])
  const more = await changeBrand(store, admin, brand.id, {
    queries: [{ id: two!.id, text: 'two!' }, { text: 'three' }],
  })
  expect(more.queries).toEqual([
    { id: two!.id, text: 'two!' },
    { id: expect.any(Number), text: 'three' },
  ])
  expect(await brandsToMatch(store)).toEqual([brand.id])
  await expect(
    changeBrand(store, admin, brand.id, { queries: [{ text: 'ok' }, { id: one!.id, text: 'one' }] }),
  ).rejects.toMatchObject({ code: 'invalid_request', fields: [{ path: 'queries/1/id' }] })
  await expect(changeBrand(store, admin, 99, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

test('what a brand owes, and to whom, is its own; another time to answer in is brought to what is there', async () => {
  const plain = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  expect(plain).toMatchObject({ queueUrgent: true, answerWithinMinutes: 1440 })
  const quick = await addBrand(store.db, {
    name: 'Globex',
    queries: [{ text: 'globex' }],
    queueUrgent: false,
    answerWithinMinutes: 30,
  })
  expect(quick).toMatchObject({ queueUrgent: false, answerWithinMinutes: 30 })
  await changeBrand(store, admin, plain.id, {
    queueUrgent: false,
    queueThreshold: -0.3,
    answerWithinMinutes: 1440,
  })
  expect(await brandsToRescore(store)).toEqual([])
  expect(await changeBrand(store, admin, plain.id, { answerWithinMinutes: 60 })).toMatchObject({
    queueUrgent: false,
    answerWithinMinutes: 60,
  })
  expect(await brandsToRescore(store)).toEqual([plain.id])
  expect((await store.db.selectFrom('rescoring').select('asked_by').execute())[0]).toEqual({
    asked_by: admin.id,
  })
  await changeBrand(store, admin, quick.id, { archived: true })
  await changeBrand(store, admin, quick.id, { archived: false })
  expect(await brandsToRescore(store)).toEqual([plain.id, quick.id])
})

test('matchers learn of changes at the next batch', async () => {
  const tools = newTools()
  const feedId = await addFeed(store, 'https://example.org')
  expect(await hear([item('1', 'acme')], feedId, tools)).toMatchObject({
    added: [{ externalId: '1' }],
    mentions: 0,
  })
  const brand = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  expect(await hear([item('2', 'acme')], feedId, tools)).toMatchObject({ mentions: 1 })
  await changeBrand(store, admin, brand.id, { archived: true })
  expect(await hear([item('3', 'acme')], feedId, tools)).toMatchObject({ mentions: 0 })
})

test('what is heard while a brand is being added is its mention, too', async () => {
  const tools = newTools()
  const feedId = await addFeed(store, 'https://example.org')
  let looking: Promise<void> | undefined
  const addAndLook = async () => {
    const { id } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
    await matchKept(newTools(), store, id, never)
  }
  await hear([item('1', 'acme')], feedId, tools, async () => {
    looking = addAndLook()
    await new Promise((resolve) => setTimeout(resolve, 500))
  })
  await looking
  expect(await store.db.selectFrom('mention').select('item_id').execute()).toHaveLength(1)
})

test('a look back goes on where it was broken off, finds each item once and wakes nobody', async () => {
  const tools = newTools()
  const feedId = await addFeed(store, 'https://example.org')
  const texts = (n: number) => item(`${n}`, n % 2 === 0 ? `acme is awful ${n}` : `nothing ${n}`)
  for (let batch = 0; batch < 3; batch += 1)
    await hear(
      Array.from({ length: 1000 }, (_, n) => texts(batch * 1000 + n)),
      feedId,
      tools,
    )
  const { id } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })

  const stop = new AbortController()
  const interrupted = { ...store, poke: () => stop.abort(new Error('killed')) }
  await expect(matchKept(tools, interrupted, id, stop.signal)).rejects.toThrow('killed')
  const { rematch_after: reached } = await store.db
    .selectFrom('brand')
    .select('rematch_after')
    .executeTakeFirstOrThrow()
  expect(reached).toBe(1000)
  expect(await brandsToMatch(store)).toEqual([id])

  await matchKept(tools, store, id, never)
  expect(await brandsToMatch(store)).toEqual([])
  const { rows } = await sql<{ mentions: number; on_feed: number; events: number }>`
    SELECT (SELECT count(*) FROM mention WHERE state = 'queued') AS mentions, (SELECT mentions FROM feed) AS on_feed,
      (SELECT count(*) FROM history) AS events`.execute(store.db)
  expect(rows).toEqual([{ mentions: 1500, on_feed: 1500, events: 0 }])
  expect(await contradictions(store)).toEqual([])

  await changeBrand(store, admin, id, { queries: [{ text: 'awful' }] })
  await matchKept(tools, store, id, never)
  expect((await store.db.selectFrom('mention').select('id').execute()).length).toBe(1500)
})

test('items that are kept no longer are not looked at', async () => {
  const feedId = await addFeed(store, 'https://example.org')
  await hear([item('1', 'acme')], feedId)
  await sql`UPDATE item SET heard_at = now() - interval '8 days'`.execute(store.db)
  await hear([item('2', 'acme')], feedId)
  const { id } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await matchKept(newTools(), store, id, never)
  expect(await store.db.selectFrom('mention').select('id').execute()).toHaveLength(1)
})

test('a preview says what queries would have matched, newest first, and stores nothing', async () => {
  const feedId = await addFeed(store, 'https://example.org')
  await hear(
    Array.from({ length: 700 }, (_, n) =>
      item(`${String(n).padStart(4, '0')}`, `acme is ${n % 2 ? 'awful' : 'great'}`),
    ),
    feedId,
  )
  await hear([item('other', 'nothing')], feedId)
  const preview = await previewBrand(store, newTools(), { queries: [{ text: 'acme' }, { text: 'awful' }] })
  expect(preview).toMatchObject({ itemsLookedAt: 701, matched: 700, queued: 350 })
  expect(preview.examples).toHaveLength(20)
  expect(preview.examples[0]).toMatchObject({ text: 'acme is awful', queued: true })
  expect(preview.examples[0]!.spans).toEqual([
    { field: 'text', start: 0, end: 4 },
    { field: 'text', start: 8, end: 13 },
  ])
  expect(
    await previewBrand(store, newTools(), { queries: [{ text: 'acme' }], queueThreshold: 1 }),
  ).toMatchObject({
    queued: 700,
  })
  await expect(previewBrand(store, newTools(), { queries: [{ text: '"' }] })).rejects.toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'queries/0/text' }],
  })
  expect(await store.db.selectFrom('mention').select('id').execute()).toEqual([])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordChanges } from '../../../../../shared/database/changes.ts'
import { addBrand as addListeningBrand } from '../../../../../shared/domain/brands/add.ts'
import { readHistory } from '../../../../../shared/domain/history/read.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { releaseAllOf } from '../../../../../shared/domain/triage/release-all.ts'
import { wakeByAuthor, wakeDue, type Arrival } from '../../../../../shared/domain/triage/wake.ts'
import { createHearing } from '../../../../support/hear.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  contradictions,
  openTestStore,
  type NewMention,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let gone: typeof lena
let brandId: number
let otherBrandId: number
let feedId: number
const past = new Date(Date.now() - 1000)
const future = new Date(Date.now() + 60_000)

beforeAll(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  gone = await addPerson(store, 'Gone')
  await store.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [gone.id])
  brandId = await addBrand(store, 'Acme')
  otherBrandId = await addBrand(store, 'Other')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const add = (mentions: Partial<NewMention>[]) =>
  addMentions(
    store,
    mentions.map((mention) => ({ brandId, feedId, ...mention })),
  )
const standings = async (ids: number[]) =>
  (await readCards(store.db, ids)).map(({ state, owner }) => `${state} ${owner?.name ?? '-'}`)
const lastEvent = async (id: number) => (await readHistory(store.db, id)).at(-1)!

it('wakes what is due: to its owner, or to the queue when nobody with access owns it', async () => {
  const ids = await add([
    { state: 'snoozed', snoozedUntil: past, ownerId: lena.id },
    { state: 'snoozed', snoozedUntil: past },
    { state: 'snoozed', snoozedUntil: past, ownerId: gone.id },
    { state: 'snoozed', snoozedUntil: future, ownerId: lena.id },
    { state: 'snoozed', ownerId: lena.id },
  ])
  const pokes = store.pokes()
  expect(await wakeDue(store, 100)).toBe(3)
  expect(store.pokes()).toBe(pokes + 1)
  expect(await standings(ids)).toEqual([
    'claimed Lena',
    'queued -',
    'queued -',
    'snoozed Lena',
    'snoozed Lena',
  ])
  expect(await lastEvent(ids[0]!)).toMatchObject({ kind: 'woken', actor: null })
  expect(await lastEvent(ids[2]!)).toMatchObject({ kind: 'woken', detail: { from: { name: 'Gone' } } })
  expect(await wakeDue(store, 100)).toBe(0)
  expect(store.pokes()).toBe(pokes + 1)
})

it('wakes at most so many at a time, and each once however many wake at the same moment', async () => {
  const ids = await add(Array.from({ length: 30 }, () => ({ state: 'snoozed', snoozedUntil: past })))
  expect(await wakeDue(store, 10)).toBe(10)
  const counts = await Promise.all(Array.from({ length: 6 }, () => wakeDue(store, 10)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20)
  expect(new Set(await standings(ids))).toEqual(new Set(['queued -']))
  expect((await readCards(store.db, ids)).every(({ version }) => version === 2)).toBe(true)
})

it('puts back what somebody without access still owns', async () => {
  const [id] = await add([{ state: 'claimed', ownerId: gone.id }])
  expect(await wakeDue(store, 10)).toBe(1)
  expect(await standings([id!])).toEqual(['queued -'])
  expect(await lastEvent(id!)).toMatchObject({
    kind: 'release',
    actor: null,
    detail: { from: { name: 'Gone' } },
  })
})

it('releases everything of a person whose access ends', async () => {
  const omar = await addPerson(store, 'Omar')
  const ids = await add([
    { state: 'claimed', ownerId: omar.id },
    { state: 'snoozed', ownerId: omar.id, brandId: otherBrandId },
    { state: 'answered', ownerId: omar.id },
    { state: 'claimed', ownerId: lena.id },
  ])
  const moved = await store.db.transaction().execute((tx) => releaseAllOf(tx, omar.id, lena.id))
  expect(moved).toEqual(
    new Map([
      [brandId, [ids[0]]],
      [otherBrandId, [ids[1]]],
    ]),
  )
  expect(await standings(ids)).toEqual(['queued -', 'queued -', 'answered Omar', 'claimed Lena'])
  expect(await lastEvent(ids[1]!)).toMatchObject({
    kind: 'release',
    actor: { name: 'Lena' },
    detail: { from: { name: 'Omar' } },
  })
})

/** The author of the mentions before posts again, as the listening side tells it. */
async function arrive(
  arrivals: (Partial<NewMention> & { complains: boolean })[],
): Promise<Map<number, number[]>> {
  const ids = await add(
    arrivals.map((arrival) => ({ state: arrival.complains ? 'queued' : 'stream', ...arrival })),
  )
  const told = arrivals.map((arrival, index): Arrival => ({
    mentionId: ids[index]!,
    brandId: arrival.brandId ?? brandId,
    authorKey: arrival.authorKey!,
    complains: arrival.complains,
  }))
  return store.db.transaction().execute(async (tx) => {
    const moved = await wakeByAuthor(tx, told)
    await recordChanges(tx, moved)
    return moved
  })
}

it('wakes what waits for its author on any post of theirs, about the same brand at the same source only', async () => {
  const authorKey = 'rss:ann'
  const ids = await add([
    { state: 'snoozed', authorKey, ownerId: lena.id },
    { state: 'snoozed', authorKey, snoozedUntil: future },
    { state: 'snoozed', authorKey: 'rss:bob' },
    { state: 'snoozed', authorKey, brandId: otherBrandId },
    { state: 'snoozed', authorKey, source: 'mastodon' },
    { state: 'answered', authorKey, ownerId: lena.id },
  ])
  expect(await arrive([{ authorKey, complains: false }])).toEqual(new Map([[brandId, [ids[0]]]]))
  expect(await standings(ids)).toEqual([
    'claimed Lena',
    'snoozed -',
    'snoozed -',
    'snoozed -',
    'snoozed -',
    'answered Lena',
  ])
  expect(await lastEvent(ids[0]!)).toMatchObject({ kind: 'woken', detail: { mentionId: ids.at(-1)! + 1 } })
})

it('reopens what was closed lately when its author posts another complaint, once for all of them', async () => {
  const authorKey = 'rss:cem'
  const ids = await add([
    { state: 'answered', authorKey, ownerId: lena.id },
    { state: 'dismissed', authorKey },
    { state: 'answered', authorKey, resolvedAt: new Date(Date.now() - 31 * 86_400_000) },
    { state: 'dismissed', authorKey },
    { state: 'queued', authorKey },
  ])
  await store.pool.query("UPDATE mention SET dismiss_reason = 'spam' WHERE id = $1", [ids[3]])
  const [before] = await readCards(store.db, ids)
  const moved = await arrive([
    { authorKey, complains: true },
    { authorKey, complains: true },
  ])
  expect(moved).toEqual(new Map([[brandId, [ids[0], ids[1]]]]))
  expect(await standings(ids)).toEqual(['queued -', 'queued -', 'answered -', 'dismissed -', 'queued -'])
  const cards = await readCards(store.db, ids)
  expect(cards[0]).toMatchObject({ version: 2, resolvedAt: null, firstResponseAt: before!.firstResponseAt })
  expect(await lastEvent(ids[0]!)).toMatchObject({
    kind: 'reopenedByAuthor',
    actor: null,
    detail: { mentionId: ids.at(-1)! + 1, from: { name: 'Lena' } },
  })
})

it('is told by what is heard whether its author asks for an answer again: by tone or by a question, not by praise', async () => {
  const { id: lumo } = await addListeningBrand(store.db, {
    name: 'Lumo',
    queries: [{ text: 'lumo' }],
  })
  const names = ['dee', 'eli', 'fay', 'gus'] as const
  const authorUrl = (name: string) => `https://example.org/@${name}`
  const ids = await add(
    names.map((name) => ({ brandId: lumo, state: 'answered', ownerId: lena.id, authorKey: authorUrl(name) })),
  )
  const post = (name: string, text: string) => ({ text, author: name, authorUrl: authorUrl(name) })
  const { mentions } = await createHearing(store).hear(feedId, [
    post('dee', 'Lumo is awful and broke again'),
    post('eli', '@lumo is it open today?'),
    post('fay', '@lumo thank you for the great service! Do you have it in blue?'),
    post('gus', 'Lumo opens a counter in Oslo'),
  ])
  expect(mentions).toBe(4)
  expect(await standings(ids)).toEqual(['queued -', 'queued -', 'answered Lena', 'answered Lena'])
})

it('has nothing to do without arrivals', async () => {
  expect(await arrive([])).toEqual(new Map())
})

import { afterEach, beforeEach, expect, it } from 'vitest'
import { mentionDetail, type NotQueued } from '../../../../../shared/contract/mention.ts'
import { readMention } from '../../../../../shared/domain/mentions/detail.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { createHearing } from '../../../../support/hear.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type NewMention,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let brandId: number
let feedId: number

beforeEach(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterEach(() => store.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/** One that scores −0.5. */
const add = async (mention: Partial<NewMention> = {}): Promise<number> =>
  (await addMentions(store, [{ brandId, feedId, state: 'stream', ...mention }]))[0]!

async function whyOf(id: number): Promise<NotQueued | null> {
  const detail = await readMention(store, lena, id)
  expect(mentionDetail.parse(detail)).toEqual(detail)
  return detail.notQueued
}

const setBrand = (column: 'queue_threshold' | 'queue_urgent', value: unknown) =>
  store.pool.query(`UPDATE brand SET ${column} = $1`, [value])

it('is that it scores above what its brand queues, with the limit', async () => {
  await setBrand('queue_threshold', -0.75)
  expect(await whyOf(await add())).toEqual({ why: 'above', threshold: -0.75 })
  // With a grave reason to hurry it would be queued all the same, unless the brand does not want that.
  const grave = await add({ urgency: ['legal'] })
  expect(await whyOf(grave)).toEqual({ why: 'before' })
  await setBrand('queue_urgent', false)
  expect(await whyOf(grave)).toEqual({ why: 'above', threshold: -0.75 })
})

it('is that it is older than 30 days, when it was heard or now', async () => {
  expect(await whyOf(await add({ publishedAt: daysAgo(31) }))).toEqual({ why: 'old' })
  // It was in time when it was heard, and sounded otherwise then.
  const judgedAgain = await add({ publishedAt: daysAgo(50) })
  await store.pool.query('UPDATE mention SET heard_at = published_at')
  expect(await whyOf(judgedAgain)).toEqual({ why: 'old' })
  const praise = await add({ publishedAt: daysAgo(31), label: 'positive' })
  await moves.correct(store, lena, praise, { label: 'negative' })
  expect(await whyOf(praise)).toEqual({ why: 'old' })
})

it('is that its author is one of ours, however old and bad it is', async () => {
  const id = await add({ publishedAt: daysAgo(50) })
  await store.pool.query(`UPDATE mention SET author_kind = 'staff'`)
  expect(await whyOf(id)).toEqual({ why: 'ours' })
})

it('is that another of its story stands or stood in the queue for all, and which', async () => {
  await store.pool.query(`INSERT INTO query (brand_id, text) VALUES ($1, 'acme')`, [brandId])
  const hearing = createHearing(store)
  const text = 'Acme lost my bag in Porto and nobody at the desk helps, this is a horrible experience'
  const by = (name: string) => ({ author: name, authorUrl: `https://example.org/@${name}` })
  await hearing.hear(feedId, [{ text, ...by('jo') }])
  await hearing.hear(feedId, [{ text: `RT @jo: ${text}`, ...by('ann') }])
  const { rows } = await store.pool.query<{ id: number }>('SELECT id::integer FROM mention ORDER BY id')
  const [first, repeat] = rows.map(({ id }) => id)
  expect(await whyOf(first!)).toBeNull()
  expect(await whyOf(repeat!)).toMatchObject({ why: 'sameStory', by: { id: first, state: 'queued' } })
  await moves.claim(store, lena, first!, {})
  await moves.answer(store, lena, first!, { text: 'We look for it.' })
  expect(await whyOf(repeat!)).toMatchObject({ by: { id: first, author: 'jo', state: 'answered' } })
  // Also for the first of a story, where another was put into the queue.
  await moves.queue(store, lena, repeat!, {})
  const untouched = `state = 'stream', owner_id = NULL, claimed_at = NULL, queued_at = NULL, first_response_at = NULL,
    resolved_at = NULL`
  await store.pool.query(`UPDATE mention SET ${untouched} WHERE id = $1`, [first])
  expect(await whyOf(first!)).toMatchObject({ why: 'sameStory', by: { id: repeat, state: 'queued' } })
  await store.pool.query(`UPDATE mention SET ${untouched}`)
  expect(await whyOf(repeat!)).toEqual({ why: 'before' })
})

it('is that it came back from what was set aside', async () => {
  const id = await add({ state: 'aside' })
  await moves.bringBack(store, lena, id, {})
  expect(await whyOf(id)).toEqual({ why: 'cameBack' })
  // Taken back and set aside again by something else: it is not in the stream.
  await moves.undo(store, lena, id, {})
  expect(await whyOf(id)).toBeNull()
})

it('is nothing of what waits, is closed, is no complaint, or was not scored', async () => {
  const others: Partial<NewMention>[] = [
    { state: 'queued' },
    { state: 'claimed', ownerId: lena.id },
    { state: 'dismissed' },
    { state: 'aside' },
    { label: 'neutral' },
    { label: 'positive' },
    { label: null },
  ]
  for (const other of others) expect(await whyOf(await add(other))).toBeNull()
  // What staff put into the queue and took back stands in the stream again.
  const id = await add()
  await moves.queue(store, lena, id, {})
  expect(await whyOf(id)).toBeNull()
  await moves.undo(store, lena, id, {})
  expect(await whyOf(id)).toEqual({ why: 'before' })
})

import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { drawSamples } from '../../../../../shared/domain/samples/draw.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { readOwed } from '../../../../../shared/domain/upkeep/owed.ts'
import { addJudged, type Judged } from '../../../../support/judged.ts'
import { addBrand, addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let personId: number
let brandId: number
let feedId: number
const never = new AbortController().signal

beforeEach(async () => {
  store = await openTestStore()
  personId = (await addPerson(store, 'Lena')).id
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterEach(() => store.close())

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const isOwed = async () => (await readOwed(store.db))['draw-samples']
const draw = () => drawSamples(store, never)
const add = (count: number, more: (index: number) => Partial<Judged> = () => ({})) =>
  addJudged(
    store,
    personId,
    Array.from({ length: count }, (_, index) => ({
      brandId,
      feedId,
      state: 'stream' as const,
      label: 'neutral' as const,
      score: index / 100,
      heardAt: minutesAgo(11),
      ...more(index),
    })),
  )
const drawn = async () =>
  (
    await sql<{ mention_id: number; score: number | null; stands_for: number; day: string }>`
      SELECT mention_id, score, stands_for, day::text FROM sample JOIN mention ON mention.id = mention_id
      ORDER BY score, mention_id`.execute(store.db)
  ).rows
/** Everything that is known happened a day earlier. */
async function aDayPasses(): Promise<void> {
  await sql`UPDATE mention SET heard_at = heard_at - interval '1 day'`.execute(store.db)
  await sql`UPDATE brand SET sampled_to = sampled_to - interval '1 day',
    created_at = created_at - interval '1 day'`.execute(store.db)
}

it('draws twelve by lot, six from each half, each for as many as were not drawn', async () => {
  await add(40)
  const before = store.pokes()
  await draw()
  const sample = await drawn()
  expect(sample).toHaveLength(12)
  expect(sample.filter(({ score }) => score! < 0.195)).toHaveLength(6)
  for (const { stands_for: standsFor } of sample) expect(standsFor).toBeCloseTo(20 / 6, 5)
  expect(sample.reduce((sum, { stands_for: standsFor }) => sum + standsFor, 0)).toBeCloseTo(40, 4)
  expect(new Set(sample.map(({ day }) => day))).toEqual(new Set([new Date().toISOString().slice(0, 10)]))
  expect(store.pokes()).toBe(before + 1)
})

it('draws only what the queue did not take, though it might have missed something there', async () => {
  const [first] = await add(9)
  const among = async (more: Partial<Judged>) => (await add(1, () => more))[0]!
  const out = [
    await among({ state: 'queued' }),
    await among({ state: 'answered' }),
    await among({ state: 'aside' }),
    await among({ queuedAt: new Date() }),
    await among({ authorKind: 'staff' }),
    await among({ storyId: first! }),
    await among({ publishedAt: minutesAgo(31 * 1440) }),
  ]
  const unscored = await among({ score: null, label: null })
  await aDayPasses()
  await draw()
  const ids = (await drawn()).map(({ mention_id: id }) => id)
  expect(ids).toHaveLength(10)
  expect(ids).toContain(unscored)
  for (const id of out) expect(ids).not.toContain(id)
})

it('draws what people have found in the stream, too: the queue has missed it', async () => {
  const [queued, corrected, claimed, dismissed] = await add(4)
  const by = { id: personId, role: 'agent' } as const
  await moves.queue(store, by, queued!, {})
  await moves.correct(store, by, corrected!, { label: 'negative' })
  await moves.claim(store, by, claimed!, {})
  await moves.dismiss(store, by, dismissed!, { reason: 'spam' })
  await aDayPasses()
  await draw()
  expect((await drawn()).map(({ mention_id: id }) => id)).toEqual([queued, corrected, claimed, dismissed])
})

it('begins with what was heard since yesterday, as what queued is counted from there', async () => {
  await add(40, () => ({ heardAt: minutesAgo(3 * 1440) }))
  const recent = await add(5)
  await draw()
  expect((await drawn()).map(({ mention_id: id }) => id)).toEqual(recent)
})

it('takes all where there are few, and nothing where there is nothing', async () => {
  await add(5)
  await aDayPasses()
  await draw()
  expect((await drawn()).map(({ stands_for: standsFor }) => standsFor)).toEqual([1, 1, 1, 1, 1])
  await aDayPasses()
  expect(await isOwed()).toBe(true)
  const before = store.pokes()
  await draw()
  expect(await drawn()).toHaveLength(5)
  expect(await isOwed()).toBe(false)
  expect(store.pokes()).toBe(before)
})

it('gives each the same chance', async () => {
  const brands = await Promise.all(
    Array.from({ length: 40 }, (_, index) => addBrand(store, `Brand ${index}`)),
  )
  for (const brand of brands) await add(24, () => ({ brandId: brand }))
  await aDayPasses()
  await draw()
  const { rows } = await sql<{ place: number; times: number }>`
    SELECT round(score * 100)::integer AS place, count(*) AS times FROM sample JOIN mention ON mention.id = mention_id
    GROUP BY 1`.execute(store.db)
  expect(rows).toHaveLength(24)
  // Of 40 brands, 20 in the mean, with a deviation of 3.2.
  for (const { times } of rows) {
    expect(times).toBeGreaterThan(4)
    expect(times).toBeLessThan(36)
  }
})

it('does not make a new brand wait for the next day: thirty mentions, heard for ten minutes', async () => {
  await add(29)
  await add(5, () => ({ heardAt: minutesAgo(9) }))
  expect(await isOwed()).toBe(false)
  await draw()
  expect(await drawn()).toEqual([])
  await add(1)
  expect(await isOwed()).toBe(true)
  await draw()
  expect((await drawn()).reduce((sum, { stands_for: standsFor }) => sum + standsFor, 0)).toBeCloseTo(30, 4)
  expect(await isOwed()).toBe(false)
})

it('gives everything one chance, whenever the day before was drawn for', async () => {
  await add(40)
  await draw()
  const before = new Set((await drawn()).map(({ mention_id: id }) => id))
  const later = new Set(await add(7, () => ({ heardAt: minutesAgo(0) })))
  await draw()
  expect(await drawn()).toHaveLength(12)
  await aDayPasses()
  await draw()
  const fresh = (await drawn()).filter(({ mention_id: id }) => !before.has(id))
  expect(new Set(fresh.map(({ mention_id: id }) => id))).toEqual(later)
})

it('draws once, however many processes do it at once, and not for archived brands', async () => {
  await add(40)
  const gone = await addBrand(store, 'Gone')
  await add(40, () => ({ brandId: gone }))
  await sql`UPDATE brand SET archived_at = now() WHERE id = ${gone}`.execute(store.db)
  await Promise.all(Array.from({ length: 5 }, draw))
  expect(await drawn()).toHaveLength(12)
  const { rows } = await sql<{ brand_id: number }>`SELECT DISTINCT brand_id FROM sample`.execute(store.db)
  expect(rows).toEqual([{ brand_id: brandId }])
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { sample as contract } from '../../../../../shared/contract/trust.ts'
import { readSample } from '../../../../../shared/domain/samples/read.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { addJudged, type Judged } from '../../../../support/judged.ts'
import { addBrand, addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let brandId: number
let other: number
let feedId: number

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const day = (days: number) => daysAgo(days).toISOString().slice(0, 10)
const read = async (brand?: number) => contract.parse(await readSample(store, lena, brand))

beforeAll(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  brandId = await addBrand(store, 'Acme')
  other = await addBrand(store, 'Other')
  feedId = await addFeed(store, 'https://example.org/feed')
  await store.pool.query(`UPDATE brand SET sampled_to = now()`)
})
afterAll(() => store.close())

const drawn = (days: number, standsFor: number, more: Partial<Judged> = {}): Judged => ({
  brandId,
  feedId,
  state: 'stream',
  label: 'neutral',
  score: 0.1,
  heardAt: daysAgo(days),
  sample: { day: day(days), standsFor },
  ...more,
})
const times = <T>(count: number, of: () => T) => Array.from({ length: count }, of)

it('is empty where none was drawn yet', async () => {
  expect(await read()).toEqual({ day: null, mentions: [], drawn: 0, reviewed: 0, missed: 0, recall: null })
})

it('shows the newest of each brand, and keeps what is found to be a complaint in sight', async () => {
  await addJudged(
    store,
    lena.id,
    times(3, () => drawn(2, 5)),
  )
  const ids = await addJudged(
    store,
    lena.id,
    times(4, () => drawn(1, 5)),
  )
  const theirs = await addJudged(store, lena.id, [drawn(3, 2, { brandId: other })])
  const told = await read(brandId)
  expect(told.day).toBe(day(1))
  expect(told.mentions.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  expect((await read()).mentions.map(({ id }) => id).toSorted()).toEqual([...ids, ...theirs].toSorted())
  await moves.correct(store, lena, ids[0]!, { label: 'negative' })
  await moves.correct(store, lena, ids[1]!, { label: 'neutral' })
  const after = await read(brandId)
  expect(after).toMatchObject({ drawn: 7, reviewed: 2, missed: 1, recall: null })
  expect(after.mentions.map(({ id }) => id)).toEqual(told.mentions.map(({ id }) => id))
  expect(after.mentions.find(({ id }) => id === ids[0])).toMatchObject({ state: 'queued' })
  await store.pool.query(`UPDATE mention SET state = 'aside' WHERE id = $1`, [ids[2]])
  expect(await read(brandId)).toMatchObject({ drawn: 6, reviewed: 2 })
  expect((await read(brandId)).mentions).toHaveLength(3)
  await store.pool.query('UPDATE brand SET archived_at = now() WHERE id = $1', [other])
  expect((await read()).mentions).toHaveLength(3)
})

it('estimates what the queue catches from thirty labels on, each for as many as it stands for', async () => {
  const brand = await addBrand(store, 'Third')
  await store.pool.query(`UPDATE brand SET sampled_to = now() - interval '1 day' WHERE id = $1`, [brand])
  const of = { brandId: brand }
  await addJudged(store, lena.id, [
    // A tenth of 600 that were not queued is negative.
    ...times(3, () => drawn(4, 20, { ...of, correctedTo: 'negative' })),
    ...times(26, () => drawn(4, 20, { ...of, correctedTo: 'positive' })),
    // Longer ago than is looked at.
    ...times(9, () => drawn(31, 20, { ...of, correctedTo: 'negative' })),
  ])
  expect((await read(brand)).recall).toBeNull()
  const queued = (more: Partial<Judged>): Judged => ({
    ...of,
    feedId,
    label: 'negative',
    pNegative: 0.75,
    heardAt: daysAgo(4),
    ...more,
  })
  await addJudged(store, lena.id, [
    drawn(4, 20, { ...of, correctedTo: 'neutral' }),
    // What is known of a queue of 80: 45 of 60 are complaints, as the scorer expects.
    ...times(20, () => queued({ state: 'answered' })),
    ...times(25, () => queued({ correctedTo: 'negative' })),
    ...times(5, () => queued({ correctedTo: 'neutral' })),
    ...times(10, () => queued({ state: 'dismissed' })),
    ...times(20, () => queued({})),
    // Neither caught nor missed by the queue itself: queued by hand, before the samples, or after.
    queued({ queuedAt: daysAgo(2) }),
    queued({ heardAt: daysAgo(20) }),
    queued({ heardAt: new Date() }),
  ])
  const told = await read(brand)
  expect(told).toMatchObject({ drawn: 30, reviewed: 30, missed: 3 })
  const { estimate, low, high } = told.recall!
  expect(estimate).toBeCloseTo(60 / (60 + 60), 5)
  // Wilson's interval of 3 of 30 is 0.0346 to 0.2562.
  expect(low).toBeCloseTo(60 / (60 + 600 * 0.2562), 3)
  expect(high).toBeCloseTo(60 / (60 + 600 * 0.0346), 3)
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { thresholdPicture } from '../../../../../shared/contract/trust.ts'
import { stepOf, stepSql } from '../../../../../shared/domain/thresholds/bands.ts'
import { readThresholdPicture } from '../../../../../shared/domain/thresholds/picture.ts'
import { sql } from 'kysely'
import { addJudged, type Judged } from '../../../../support/judged.ts'
import { addBrand, addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let personId: number
let brandId: number
let feedId: number

beforeAll(async () => {
  store = await openTestStore()
  personId = (await addPerson(store, 'Lena')).id
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(() => store.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const read = async (brand = brandId) => thresholdPicture.parse(await readThresholdPicture(store, brand))
const at = async (threshold: number) => (await read()).points.find((point) => point.threshold === threshold)!
const some = (count: number, more: Partial<Judged>): Judged[] =>
  Array.from({ length: count }, () => ({
    brandId,
    feedId,
    state: 'stream',
    label: 'neutral',
    publishedAt: daysAgo(9),
    ...more,
  }))

it('begins with public texts, and knows no brand that does not exist', async () => {
  expect(await read()).toMatchObject({ brandId, mentions: 0, fromPublic: 1, days: 1 })
  await expect(readThresholdPicture(store, 999_999)).rejects.toMatchObject({ code: 'not_found' })
})

it('is told from what could queue by its score', async () => {
  await addJudged(store, personId, [
    ...some(30, { score: -0.62, label: 'negative', state: 'queued' }),
    ...some(60, { score: 0.02, publishedAt: daysAgo(10) }),
  ])
  const [head] = await addJudged(store, personId, some(1, { score: 0.9 }))
  await addJudged(store, personId, [
    ...some(3, { score: -0.62, state: 'aside' }),
    ...some(3, { score: -0.62, authorKind: 'staff' }),
    ...some(3, { score: -0.62, storyId: head! }),
    ...some(3, { score: -0.62, publishedAt: daysAgo(31) }),
    ...some(3, { score: null, label: null }),
    ...some(3, { score: -0.62, brandId: await addBrand(store, 'Other') }),
  ])
  const picture = await read()
  expect(picture).toMatchObject({ mentions: 91, corrections: 0, sampled: 0, fromPublic: 1 })
  expect(picture.days).toBeCloseTo(10, 2)
  expect((await at(-0.6)).perDay).toBeCloseTo(3, 2)
  expect((await at(0.05)).perDay).toBeCloseTo(9, 2)
})

it('learns from samples and from what was done with the queue', async () => {
  const before = await read()
  const day = daysAgo(0).toISOString().slice(0, 10)
  const sample = { day, standsFor: 5 }
  await addJudged(store, personId, [
    ...some(10, { score: 0.02, sample, correctedTo: 'negative' }),
    ...some(10, { score: 0.02, sample, correctedTo: 'neutral' }),
    ...some(10, { score: -0.62, label: 'negative', state: 'answered' }),
    ...some(5, { score: -0.62, label: 'negative', state: 'dismissed' }),
    // Found by chance: it speaks for itself only.
    ...some(4, { score: 0.42, correctedTo: 'negative' }),
  ])
  const after = await read()
  expect(after).toMatchObject({ mentions: 130, corrections: 24, sampled: 20 })
  expect(after.fromPublic).toBeLessThan(0.5)
  const recall = ({ points }: typeof after) => points.find(({ threshold }) => threshold === -0.1)!.recall!
  expect(recall(after)).toBeLessThan(recall(before))
  // Of 15 of the queue 10 were complaints, beside ten labels' worth of public texts.
  const { precision } = await at(-0.6)
  expect(precision).toBeGreaterThan(0.6)
  expect(precision).toBeLessThan(0.68)
})

it('takes what queued for its urgency for no picture of what sounds the same', async () => {
  const brand = await addBrand(store, 'Urgent')
  await addJudged(store, personId, [
    ...some(20, {
      brandId: brand,
      score: -0.62,
      label: 'negative',
      state: 'queued',
      correctedTo: 'negative',
    }),
    ...some(10, { brandId: brand, score: 0.62, state: 'queued', correctedTo: 'negative' }),
    ...some(100, { brandId: brand, score: 0.62 }),
  ])
  const { points } = await read(brand)
  expect(points.find(({ threshold }) => threshold === -0.6)!.recall).toBeGreaterThan(0.45)
})

it('counts steps in the database as the code does', async () => {
  const scores = Array.from({ length: 401 }, (_, index) => Math.fround(-1 + index / 200))
  const { rows } = await sql<{ score: number; step: number }>`
    SELECT m.score, ${stepSql} AS step FROM unnest(${scores}::real[]) AS m (score)`.execute(store.db)
  for (const { score, step } of rows) expect(step, String(score)).toBe(stepOf(score))
})

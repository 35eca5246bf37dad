import { afterEach, beforeEach, expect, it } from 'vitest'
import { calibrationState } from '../../../../../shared/contract/calibration.ts'
import { calibrate } from '../../../../../shared/domain/corrections/calibrate.ts'
import { readCalibration } from '../../../../../shared/domain/corrections/read-calibration.ts'
import { createRandom } from '../../../../../shared/domain/scoring/training/random.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import { readOwed } from '../../../../../shared/domain/upkeep/owed.ts'
import { addJudged, type Judged } from '../../../../support/judged.ts'
import { addBrand, addFeed, addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
let lena: Awaited<ReturnType<typeof addPerson>>
let brandId: number
let feedId: number
const random = createRandom(4)

beforeEach(async () => {
  store = await openTestStore()
  lena = await addPerson(store, 'Lena')
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterEach(() => store.close())

const isOwed = async () => (await readOwed(store.db)).calibrate
const state = async () => calibrationState.parse(await readCalibration(store))

/** Texts as they come, of which far more are negative than the scorer thinks. */
function labels(count: number, more: Partial<Judged> = {}, offset = 1.5): Judged[] {
  return Array.from({ length: count }, () => {
    const logOdds = 4 * random() - 2.5
    const isNegative = random() < 1 / (1 + Math.exp(-(logOdds + offset)))
    return {
      brandId,
      feedId,
      label: logOdds > -1.1 ? 'negative' : 'neutral',
      correctedTo: isNegative ? 'negative' : 'neutral',
      pNegative: 1 / (1 + Math.exp(-logOdds)),
      ...more,
    }
  })
}

it('is made from the first 200 labels on', async () => {
  await addJudged(store, lena.id, labels(199))
  expect(await isOwed()).toBe(false)
  expect(await state()).toEqual({ calibration: null, corrections: 199, needed: 200 })
  await addJudged(store, lena.id, labels(1))
  expect(await isOwed()).toBe(true)
  const before = store.pokes()
  await calibrate(store)
  const { calibration } = await state()
  expect(calibration).toMatchObject({ corrections: 200 })
  expect(calibration!.offset).toBeGreaterThan(0.7)
  expect(calibration!.errorAfter).toBeLessThan(calibration!.errorBefore)
  expect(store.pokes()).toBe(before + 1)
  expect(await isOwed()).toBe(false)
})

it('is made again after twenty more, by one of any number of processes', async () => {
  await addJudged(store, lena.id, labels(200))
  await calibrate(store)
  await addJudged(store, lena.id, labels(19))
  expect(await isOwed()).toBe(false)
  await calibrate(store)
  expect((await state()).calibration).toMatchObject({ corrections: 200 })
  await addJudged(store, lena.id, labels(1))
  expect(await isOwed()).toBe(true)
  const before = store.pokes()
  await Promise.all(Array.from({ length: 5 }, () => calibrate(store)))
  expect((await state()).calibration).toMatchObject({ corrections: 220 })
  expect(store.pokes()).toBe(before + 1)
})

it('is made again when past mentions were scored anew', async () => {
  await addJudged(store, lena.id, labels(200))
  await calibrate(store)
  const before = (await state()).calibration!
  await store.pool.query('INSERT INTO rescoring (brand_id, asked_at) VALUES ($1, now())', [brandId])
  expect(await isOwed()).toBe(false)
  await store.pool.query('UPDATE mention SET p_negative = p_negative * 0.8')
  await store.pool.query('UPDATE rescoring SET finished_at = now()')
  expect(await isOwed()).toBe(true)
  await calibrate(store)
  expect((await state()).calibration!.offset).toBeGreaterThan(before.offset)
  expect(await isOwed()).toBe(false)
})

it('is given up when it does not help any more, and is then not tried again without new labels', async () => {
  await addJudged(store, lena.id, labels(200))
  await calibrate(store)
  expect((await state()).calibration).not.toBeNull()
  // What staff do now is to correct, and never to confirm.
  const wrong = labels(900).filter(({ label, correctedTo }) => label !== correctedTo)
  expect(wrong.length).toBeGreaterThan(200)
  await addJudged(store, lena.id, wrong)
  await calibrate(store)
  expect(await state()).toMatchObject({ calibration: null, corrections: 200 + wrong.length })
  expect(await isOwed()).toBe(false)
})

it('counts only what stands and could be scored, and the newest 2,000 at most', async () => {
  await addJudged(store, lena.id, labels(200, { correctedAt: new Date(Date.now() - 3_600_000) }, 3))
  const [id] = await addJudged(store, lena.id, labels(1))
  await addJudged(store, lena.id, labels(30, { label: null, pNegative: null }))
  expect((await state()).corrections).toBe(201)
  await moves.correct(store, lena, id!, { label: null })
  expect((await state()).corrections).toBe(200)
  await addJudged(store, lena.id, labels(2000, {}, 0.8))
  await calibrate(store)
  const { calibration, corrections } = await state()
  expect(corrections).toBe(2000)
  expect(calibration!.corrections).toBe(2000)
  expect(calibration!.offset).toBeCloseTo(0.8, 0)
})

import { expect, it } from 'vitest'
import { estimateRecall, wilson, type Drawn } from '../../../../../shared/domain/samples/estimate-recall.ts'
import { createRandom } from '../../../../../shared/domain/scoring/training/random.ts'

const allNegative = { count: 300, decided: 300, negative: 300, expected: 1 }

/** A day of so many that were not queued, in two halves of which these parts are negative, six drawn from each. */
function drawDay(random: () => number, count: number, parts: readonly [number, number]): Drawn {
  const half = count / 2
  const weight = half / 6
  const negative = parts.reduce((sum, part) => {
    const hits = Array.from({ length: 6 }, () => random() < part).filter(Boolean).length
    return sum + hits * weight
  }, 0)
  return { notQueued: count, reviewed: 12, weight: 12 * weight, squares: 12 * weight ** 2, negative }
}

const add = (a: Drawn, b: Drawn): Drawn => ({
  notQueued: a.notQueued + b.notQueued,
  reviewed: a.reviewed + b.reviewed,
  weight: a.weight + b.weight,
  squares: a.squares + b.squares,
  negative: a.negative + b.negative,
})

it('is right in the mean, and its interval holds the truth nine times of ten and more', () => {
  const random = createRandom(2)
  const runs = 400
  let mean = 0
  let held = 0
  // 30 days, of 120, 240 or 480 mentions; 6 % of those near to the threshold are missed, 2 % of the others.
  const sizes = Array.from({ length: 30 }, (_, day) => 120 * 2 ** (day % 3))
  const missed = sizes.reduce((sum, size) => sum + size * 0.04, 0)
  const truth = 300 / (300 + missed)
  for (let run = 0; run < runs; run += 1) {
    const drawn = sizes.map((size) => drawDay(random, size, [0.06, 0.02])).reduce(add)
    const recall = estimateRecall(drawn, allNegative)!
    mean += recall.estimate / runs
    if (recall.low <= truth && truth <= recall.high) held += 1
  }
  expect(mean).toBeCloseTo(truth, 1)
  expect(held / runs).toBeGreaterThan(0.9)
})

it('is the same when only a part of the samples is labelled', () => {
  const full = { notQueued: 1000, reviewed: 100, weight: 1000, squares: 10_000, negative: 100 }
  const part = { ...full, reviewed: 50, weight: 500, squares: 5000, negative: 50 }
  expect(estimateRecall(part, allNegative)!.estimate).toBe(estimateRecall(full, allNegative)!.estimate)
  expect(estimateRecall(part, allNegative)!.low).toBeLessThan(estimateRecall(full, allNegative)!.low)
})

it('says nothing from fewer than 30 labels, or where there is no complaint at all', () => {
  const drawn = { notQueued: 290, reviewed: 29, weight: 290, squares: 2900, negative: 10 }
  expect(estimateRecall(drawn, allNegative)).toBeNull()
  const none = { notQueued: 300, reviewed: 30, weight: 300, squares: 3000, negative: 0 }
  expect(estimateRecall(none, { count: 0, decided: 0, negative: 0, expected: 0 })).toBeNull()
  expect(
    estimateRecall({ ...none, negative: 30 }, { count: 0, decided: 0, negative: 0, expected: 0 }),
  ).toMatchObject({
    estimate: 0,
    low: 0,
    high: 0,
  })
})

it('never promises that nothing is missed because nothing was found', () => {
  const none = { notQueued: 3000, reviewed: 60, weight: 3000, squares: 150_000, negative: 0 }
  const recall = estimateRecall(none, allNegative)!
  expect(recall.estimate).toBe(1)
  expect(recall.low).toBeLessThan(0.7)
})

it('takes the scorer at its word only until staff have decided', () => {
  const drawn = { notQueued: 600, reviewed: 60, weight: 600, squares: 6000, negative: 60 }
  const estimate = (decided: number, negative: number) =>
    estimateRecall(drawn, { count: 100, decided, negative, expected: 0.9 })!.estimate
  expect(estimate(0, 0)).toBeCloseTo(90 / 150, 6)
  expect(estimate(90, 36)).toBeCloseTo(45 / 105, 6)
})

it('knows Wilson’s interval', () => {
  const { low, high } = wilson(0.1, 30)
  expect(low).toBeCloseTo(0.0346, 4)
  expect(high).toBeCloseTo(0.2562, 4)
  expect(wilson(0, 10).low).toBe(0)
  expect(wilson(1, 10).high).toBeCloseTo(1, 10)
})

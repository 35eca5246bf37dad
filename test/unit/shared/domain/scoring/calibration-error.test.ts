import { expect, it } from 'vitest'
import { calibrationError } from '../../../../../shared/domain/scoring/calibration-error.ts'
import { createRandom } from '../../../../../shared/domain/scoring/training/random.ts'

it('is nothing where what was said came true as often as it was said', () => {
  const forecasts = Array.from({ length: 100 }, (_, index) => ({
    probability: index < 50 ? 0.2 : 0.6,
    isNegative: index < 50 ? index % 5 === 0 : index % 5 < 3,
  }))
  expect(calibrationError(forecasts)).toBeCloseTo(0, 10)
})

it('is how far off it was, in either direction', () => {
  const forecasts = [0.1, 0.9].flatMap((probability) =>
    Array.from({ length: 50 }, (_, index) => ({ probability, isNegative: index % 2 === 0 })),
  )
  expect(calibrationError(forecasts)).toBeCloseTo(0.4, 10)
})

it('is small for a scorer that knows how sure it is', () => {
  const random = createRandom(3)
  const forecasts = Array.from({ length: 20_000 }, () => {
    const probability = random() ** 3
    return { probability, isNegative: random() < probability }
  })
  expect(calibrationError(forecasts)).toBeLessThan(0.01)
})

it('is nothing without forecasts', () => {
  expect(calibrationError([])).toBe(0)
})

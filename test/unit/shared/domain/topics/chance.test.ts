import { expect, test } from 'vitest'
import { chanceOfRise } from '../../../../../shared/domain/topics/chance.ts'

test('is Fisher’s for the lady who tasted tea', () => {
  expect(chanceOfRise(3, 4, 1, 4)).toBeCloseTo(17 / 70, 12)
  expect(chanceOfRise(4, 4, 0, 4)).toBeCloseTo(1 / 70, 12)
})

test('grows no smaller than it is with the numbers of a large brand, and is never more than one', () => {
  expect(chanceOfRise(0, 5_000, 0, 20_000)).toBe(1)
  expect(chanceOfRise(0, 5_000, 300, 20_000)).toBeCloseTo(1, 9)
  // As often as before: about as likely as not.
  expect(chanceOfRise(75, 5_000, 300, 20_000)).toBeGreaterThan(0.4)
  expect(chanceOfRise(75, 5_000, 300, 20_000)).toBeLessThan(0.6)
  expect(chanceOfRise(300, 5_000, 300, 20_000)).toBeLessThan(1e-50)
  expect(chanceOfRise(5_000, 5_000, 0, 20_000)).toBe(0)
})

test('falls with every one more who says it', () => {
  const chances = Array.from({ length: 30 }, (_, now) => chanceOfRise(now, 60, 12, 900))
  for (const [index, chance] of chances.entries())
    if (index > 0) expect(chance).toBeLessThan(chances[index - 1]!)
})

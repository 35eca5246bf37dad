import { expect, test } from 'vitest'
import { recentWith, rhythmOf, silentAfter } from '../../../../../shared/domain/feeds/rhythm.ts'

const hour = 3600
const day = 24 * hour
const every = (gaps: number[]) => {
  let at = 1_800_000_000
  return [at, ...gaps.map((gap) => (at -= gap))]
}

test('the newest moments are kept, each once, whatever order they come in', () => {
  expect(recentWith([50, 40], [45.7, 50, 10])).toEqual([50, 45, 40, 10])
  const many = Array.from({ length: 100 }, (_, n) => n)
  expect(recentWith(many, [1000])).toEqual([1000, ...many.toReversed().slice(0, 20)])
})

test('a rhythm is the median of the gaps, known from the fifth', () => {
  expect(rhythmOf([])).toBeNull()
  expect(rhythmOf(every([hour, hour, hour, hour]))).toBeNull()
  expect(rhythmOf(every([10, 20, 30, 4000, 50]))).toEqual({ usual: 30, longest: 4000 })
  expect(rhythmOf(every([10, 20, 30, 40, 50, 60]))).toEqual({ usual: 35, longest: 60 })
})

test.each([
  ['speaks every minute', Array<number>(20).fill(60), day],
  ['speaks each day', Array<number>(20).fill(day), 6 * day],
  ['speaks on working days', [day, day, day, day, 3 * day, day, day], 6 * day],
  ['speaks ten times in a minute, once a week', [6, 6, 6, 7 * day, 6, 6, 6, 6], 14 * day],
])('a feed that %s is silent after a fitting time', (_, gaps, seconds) => {
  expect(silentAfter(rhythmOf(every(gaps))!)).toBe(seconds)
})

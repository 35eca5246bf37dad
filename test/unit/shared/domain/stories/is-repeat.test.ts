import { describe, expect, it, test } from 'vitest'
import { isRepeat } from '../../../../../shared/domain/stories/is-repeat.ts'
import { storyKeys } from '../../../../../shared/domain/stories/story-keys.ts'
import { nearMisses, repeats } from './pairs.ts'

describe('a repeat', () => {
  it.each(repeats)('is: $how', ({ first, later }) => {
    expect(isRepeat(first, later)).toBe(true)
  })
  it.each(nearMisses)('is not: $how', ({ first, later }) => {
    expect(isRepeat(first, later)).toBe(false)
  })
})

const found = ({ first, later }: (typeof repeats)[number], brandId: number) => {
  const known = new Set(storyKeys(brandId, first))
  return storyKeys(brandId, later).some((key) => known.has(key))
}

test('repeats are found by their keys, nearly always, whatever the brand', () => {
  const brands = Array.from({ length: 20 }, (_, at) => at + 1)
  const all = repeats.flatMap((pair) => brands.map((brandId) => found(pair, brandId)))
  const recall = all.filter(Boolean).length / all.length
  expect(recall).toBeGreaterThan(0.95)
})
test('keys tell brands apart, and are whole numbers', () => {
  const told = repeats[0]!.first
  const [one, other] = [storyKeys(1, told), storyKeys(2, told)]
  expect(one).not.toEqual([])
  expect(one.every((key) => Number.isSafeInteger(key) && key >= 0)).toBe(true)
  expect(one.filter((key) => other.includes(key))).toEqual([])
})

test('the same text is found and repeats, with a title that is its beginning cut off and without one', () => {
  const text = 'My parcel stood in the rain for a week and nobody at the depot wants to hear of it.'
  const [titled, bare] = [
    { title: 'My parcel stood in the rain for a week and nob…', text },
    { title: '', text },
  ]
  expect(storyKeys(1, titled)).toEqual(storyKeys(1, bare))
  expect(isRepeat(titled, bare)).toBe(true)
})

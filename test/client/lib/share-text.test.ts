import { expect, it } from 'vitest'
import { countedText, percentText, tenthsText } from '../../../client/lib/share-text.ts'

it('tells an estimate in tenths, and its ends in words', () => {
  expect([0, 0.02, 0.05, 0.34, 0.81, 0.94, 0.95, 1].map(tenthsText)).toEqual([
    'none',
    'hardly any',
    'about 1 in 10',
    'about 3 in 10',
    'about 8 in 10',
    'about 9 in 10',
    'nearly all',
    'nearly all',
  ])
})

it('tells a count in per cent only where there are enough', () => {
  expect(countedText(3, 7)).toBe('3 of 7')
  expect(countedText(84, 100)).toBe('84 %')
  expect(countedText(0, 0)).toBeNull()
})

it('never says all or nothing of what only comes near', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percentText)).toEqual([
    '0 %',
    'under 1 %',
    '50 %',
    'over 99 %',
    '100 %',
  ])
})

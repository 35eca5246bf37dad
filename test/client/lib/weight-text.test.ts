import { expect, it } from 'vitest'
import { nearestStep, weightSteps, weightText } from '../../../client/lib/weight-text.ts'

it('calls each step by its own words, the worst first', () => {
  expect(weightSteps.map(weightText)).toEqual([
    'much worse',
    'worse',
    'a little worse',
    'says nothing',
    'a little better',
    'better',
    'much better',
  ])
})

it('calls a weight between two steps, or beyond the last, by the nearest', () => {
  expect([2.6, 1.4, 0.4, -0.4, -2, 4.2, 9, -9].map(nearestStep)).toEqual([3, 1, 0, 0, -1, 5, 5, -5])
})

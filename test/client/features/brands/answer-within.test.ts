import { describe, expect, it } from 'vitest'
import {
  answerWithinOf,
  answerWithinText,
  minutesOf,
} from '../../../../client/features/brands/answer-within.ts'
import { answerWithinMinutes } from '../../../../shared/contract/brand.ts'

describe('the time in which mentions are answered', () => {
  it('is shown in the largest unit that holds it without a rest', () => {
    expect([5, 60, 90, 1440, 2880, 1500].map(answerWithinText)).toEqual([
      '5 minutes',
      '1 hour',
      '90 minutes',
      '1 day',
      '2 days',
      '25 hours',
    ])
  })

  it.each([5, 60, 90, 1440, 43_200])('comes back as the same minutes: %i', (minutes) => {
    expect(minutesOf(answerWithinOf(minutes))).toBe(minutes)
  })

  it('reads a comma as a point, and takes nothing for a number', () => {
    expect(minutesOf({ amount: '1,5', unit: 'hours' })).toBe(90)
    expect(minutesOf({ amount: ' ', unit: 'hours' })).toBeNaN()
    expect(minutesOf({ amount: 'two', unit: 'days' })).toBeNaN()
  })

  it('says what would be right', () => {
    const wrong = (amount: string, unit: 'minutes' | 'days'): string | undefined =>
      answerWithinMinutes.safeParse(minutesOf({ amount, unit })).error?.issues[0]?.message
    expect(wrong('', 'minutes')).toBe('Give whole minutes.')
    expect(wrong('7.5', 'minutes')).toBe('Give whole minutes.')
    expect(wrong('4', 'minutes')).toBe('Give at least 5 minutes.')
    expect(wrong('31', 'days')).toBe('Give at most 30 days.')
    expect(wrong('30', 'days')).toBeUndefined()
  })
})

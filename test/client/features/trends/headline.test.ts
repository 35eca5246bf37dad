import { describe, expect, it } from 'vitest'
import { headline } from '../../../../client/features/trends/headline.ts'
import type { Trends } from '../../../../shared/contract/trend.ts'
import { sums } from './sums.ts'

const before = 'the 7 days before'
const say = (current: Trends['current'], previous: Trends['current']) =>
  headline({ current, previous } as Trends, before)

describe('the headline of Pulse', () => {
  it('says better and worse with the change in negative mentions', () => {
    const calm = sums({ negative: 30, neutral: 60, positive: 30 })
    const angry = sums({ negative: 75, neutral: 40, positive: 10 })
    expect(say(angry, calm)).toBe('It sounds worse than in the 7 days before: 150 % more negative mentions.')
    expect(say(calm, angry)).toBe('It sounds better than in the 7 days before: 60 % fewer negative mentions.')
  })

  it('does not blame the mood when only the volume grew', () => {
    const quiet = sums({ negative: 30, neutral: 60, positive: 30 })
    const loud = sums({ negative: 60, neutral: 120, positive: 60 })
    expect(say(loud, quiet)).toBe('Compared with the 7 days before: 100 % more negative mentions.')
  })

  it('says that a mood fell while negative mentions did not clearly rise', () => {
    const warm = sums({ negative: 20, neutral: 40, positive: 60 })
    const cool = sums({ negative: 24, neutral: 90, positive: 5 })
    expect(say(cool, warm)).toBe(
      'It sounds worse than in the 7 days before, though negative mentions are not clearly more.',
    )
  })

  it('does not claim what cannot be known', () => {
    const few = sums({ negative: 3, positive: 1 })
    expect(say(few, few)).toBe(
      '3 of 4 mentions are negative. Too little was heard in the 7 days before to compare with.',
    )
    expect(say(few, sums({ neutral: 12 }))).toBe(
      'Too little was heard to tell better from worse against the 7 days before.',
    )
    expect(say(sums({}), few)).toBe('Nothing was heard in this time.')
    const same = sums({ negative: 40, neutral: 40, positive: 40 })
    expect(say(same, same)).toBe('No clear change against the 7 days before.')
    expect(say(sums({ negative: 40, unscored: 5 }), sums({ unscored: 50 }))).toBe(
      'Compared with the 7 days before: 40 negative mentions after none.',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { dangerText, hiddenText } from '../../../../client/features/exclusions/exclusion-text.ts'

const preview = (lookedAt: number, hidden: number, queued = 0, answered = 0) => ({
  lookedAt,
  hidden,
  queued,
  answered,
  examples: [],
})

describe('what an exclusion would have done', () => {
  it('says how many of how many, and who among them needed an answer or got one', () => {
    expect(hiddenText(preview(320, 14, 3, 1))).toBe(
      'It would have set aside 14 of 320 mentions of the last 30 days: 3 of them complaints, 1 answered.',
    )
    expect(hiddenText(preview(1320, 1))).toBe(
      'It would have set aside 1 of 1,320 mentions of the last 30 days, none of them a complaint.',
    )
    expect(hiddenText(preview(9, 0))).toBe('It would have set aside none of 9 mentions of the last 30 days.')
    expect(hiddenText(preview(0, 0))).toContain('Nothing was heard')
  })

  it('warns of complaints first, then of answers, then of too much', () => {
    expect(dangerText(preview(320, 14, 3, 1))).toContain('3 complaints that needed an answer')
    expect(dangerText(preview(320, 14, 0, 1))).toContain('One of these got an answer')
    expect(dangerText(preview(20, 14))).toContain('more than half')
    expect(dangerText(preview(320, 14))).toBeNull()
    expect(dangerText(preview(1, 1))).toBeNull()
  })
})

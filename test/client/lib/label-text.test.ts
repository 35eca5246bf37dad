import { describe, expect, it } from 'vitest'
import { matchedText } from '../../../client/lib/label-text.ts'

describe('what a rule would label', () => {
  it('is told of how many it was tried on', () => {
    expect(matchedText({ lookedAt: 2000, matched: 14 })).toBe(
      'It would label 14 of the newest 2,000 mentions.',
    )
    expect(matchedText({ lookedAt: 12, matched: 0 })).toBe('It would label none of the newest 12 mentions.')
    expect(matchedText({ lookedAt: 1, matched: 1 })).toBe('It would label the only mention that was heard.')
  })

  it('says where it is too wide, and where there is nothing to try it on', () => {
    expect(matchedText({ lookedAt: 40, matched: 40 })).toMatch(/all of them: narrow the rule\.$/)
    expect(matchedText({ lookedAt: 0, matched: 0 })).toBe(
      'Nothing was heard for this brand yet that it could be tried on.',
    )
  })
})

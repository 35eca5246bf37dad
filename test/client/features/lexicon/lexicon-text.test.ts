import { describe, expect, it } from 'vitest'
import {
  effectText,
  foundText,
  fromText,
  shiftText,
} from '../../../../client/features/lexicon/lexicon-text.ts'
import type { LexiconEntry } from '../../../../shared/contract/lexicon.ts'

const counts = { lookedAt: 2000, found: 41, relabelled: 12, wouldQueue: 3 }

describe('who an entry is from', () => {
  const entry = (decidedAt: string | null): LexiconEntry =>
    ({ proposedBy: { id: 1, name: 'Ana' }, createdAt: '2026-03-10T12:00:00.000Z', decidedAt }) as LexiconEntry

  it('tells what was decided as it was written from what was proposed first', () => {
    expect(fromText(entry(null))).toBe('proposed by Ana')
    expect(fromText(entry('2026-03-10T12:00:00.000Z'))).toBe('added by Ana')
    expect(fromText(entry('2026-03-10T12:00:00.700Z'))).toBe('proposed by Ana')
  })
})

describe('the effect of an entry', () => {
  it('says where the phrase stands, and what would become of these mentions', () => {
    expect(foundText('sick', counts)).toBe('“sick” stands in 41 of the newest 2,000 mentions.')
    expect(effectText(counts)).toBe('12 would change their label; 3 would enter the queue.')
  })

  it('says what would be without an entry that counts, and names the phrase that another one replaces', () => {
    expect(effectText(counts, true)).toBe('Without it, 12 would change their label; 3 would enter the queue.')
    expect(effectText({ ...counts, relabelled: 0, wouldQueue: 0 }, true)).toBe(
      'Without it, none would change its label.',
    )
    expect(foundText('acme sick', counts, 'sick')).toBe(
      '“acme sick”, or “sick”, stands in 41 of the newest 2,000 mentions.',
    )
  })

  it('tells in words, not in figures, how far a mention moves that keeps its label', () => {
    const shift = (before: number | null, after: number | null) => {
      const label = (before ?? 0) < 0 ? ('negative' as const) : null
      return shiftText({ score: before, label }, { score: after, label })
    }
    expect(shift(-0.4, -0.4)).toBe('as before')
    expect(shift(null, null)).toBe('as before')
    expect(shift(-0.4, -0.5)).toBe('a little more so')
    expect(shift(-0.5, -0.2)).toBe('less so')
    expect(shift(-0.1, -0.9)).toBe('much more so')
    expect(shift(0.9, 0.2)).toBe('much less so')
  })

  it('speaks of one as of one, and of none as of none', () => {
    expect(effectText({ ...counts, relabelled: 1, wouldQueue: 0 })).toBe('1 would change its label.')
    expect(effectText({ ...counts, relabelled: 0, wouldQueue: 0 })).toBe('None would change its label.')
    expect(foundText('sick', { ...counts, found: 0 })).toBe(
      '“sick” stands in none of the newest 2,000 mentions.',
    )
    expect(effectText({ ...counts, found: 0 })).toBeNull()
    expect(foundText('sick', { ...counts, lookedAt: 1, found: 1 })).toBe(
      '“sick” stands in the only mention that was heard for this brand.',
    )
    expect(foundText('sick', { ...counts, lookedAt: 0 })).toMatch(/^Nothing was heard/)
  })
})

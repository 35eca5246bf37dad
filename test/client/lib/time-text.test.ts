import { describe, expect, it } from 'vitest'
import {
  absoluteText,
  ageText,
  clockText,
  durationText,
  momentText,
  weekdayText,
} from '../../../client/lib/time-text.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const hour = 3600
const day = 24 * hour

describe('lengths and ages', () => {
  it('round down alike, so that two places never name two lengths of one wait', () => {
    const almostWeek = 7 * day - 60
    expect(durationText(almostWeek)).toBe('6 d 23 h')
    expect(ageText(ago(almostWeek), now)).toBe('6 d')
    expect(durationText(5 * hour - 60)).toBe('4 h 59 min')
    expect(ageText(ago(5 * hour - 60), now)).toBe('4 h')
    expect(ageText(ago(119), now)).toBe('1 min')
  })
})

describe('clocks', () => {
  const evening = new Date(2026, 10, 20, 21, 5)
  it('go to 24 everywhere, whatever the device says', () => {
    expect(clockText(evening)).toBe('21:05')
    expect(weekdayText(evening)).toBe('Fri, 21:05')
    expect(momentText(evening.toISOString())).toBe('20 Nov, 21:05')
    expect(absoluteText(evening.toISOString())).toContain('21:05')
    expect(clockText(new Date(2026, 10, 20))).toBe('00:00')
  })
})

import { describe, expect, it } from 'vitest'
import { lenientSearch } from '../../../../client/lib/lenient-search.ts'
import { periodBefore, periodOf } from '../../../../client/features/trends/period.ts'
import { pulseSearch } from '../../../../client/features/trends/pulse-search.ts'

const now = new Date('2026-03-10T15:30:00Z')
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

describe('the period that the URL means', () => {
  it('ends now and covers whole days, so that the period before has the same hours and weekdays', () => {
    for (const [range, length] of [
      ['24h', 1],
      ['7d', 7],
      ['30d', 30],
      ['90d', 90],
    ] as const) {
      const period = periodOf({ range }, now)
      expect(period.to).toBe(now.toISOString())
      expect(days(period.from, period.to)).toBe(length)
      const previous = periodBefore(period)
      expect(previous.to).toBe(period.from)
      expect(days(previous.from, previous.to)).toBe(length)
    }
  })

  it('takes whole days of the reader’s calendar, first and last included', () => {
    const period = periodOf({ range: 'custom', from: '2026-02-02', to: '2026-02-04' }, now)
    expect(period.from).toBe(new Date(2026, 1, 2).toISOString())
    expect(period.to).toBe(new Date(2026, 1, 5).toISOString())
    expect(period.before).toBe('the 3 days before')
  })

  it('stops a custom range at now, and says that the period before is not in whole days', () => {
    const period = periodOf({ range: 'custom', from: '2026-03-09', to: '2026-03-12' }, now)
    expect(period.to).toBe(now.toISOString())
    expect(period.before).toBe('the same length of time before')
  })

  it('reads a range whose ends were swapped, and one without ends as the default', () => {
    const straight = periodOf({ range: 'custom', from: '2026-02-02', to: '2026-02-04' }, now)
    expect(periodOf({ range: 'custom', from: '2026-02-04', to: '2026-02-02' }, now)).toEqual(straight)
    expect(days(periodOf({ range: 'custom' }, now).from, now.toISOString())).toBe(7)
  })

  it('leaves out the parts of a damaged link instead of failing', () => {
    const read = (raw: Record<string, unknown>) => lenientSearch(pulseSearch, raw)
    expect(read({ range: 'year', from: 'x', brandId: '-1', source: 'rss' })).toEqual({
      range: '7d',
      source: 'rss',
    })
    expect(read({ brandId: '3' })).toEqual({ range: '7d', brandId: 3 })
  })
})

import type { PulseSearch } from './pulse-search.ts'

/** A stretch of time [from, to) in ISO 8601, and how a sentence names the stretch of the same length before it. */
export type Period = { from: string; to: string; before: string }

const hour = 3_600_000
const day = 24 * hour
const lengths = { '24h': day, '7d': 7 * day, '30d': 30 * day, '90d': 90 * day } as const

/**
 * The period that a search means at a moment. The named ranges end now and are exact multiples of a day, so that
 * the period before covers the same hours and weekdays; a custom one ends at the end of its last day, or now.
 */
export function periodOf(search: PulseSearch, now: Date): Period {
  if (search.range === 'custom' && search.from !== undefined && search.to !== undefined)
    return customPeriod(search.from, search.to, now)
  const length = lengths[search.range === 'custom' ? '7d' : search.range]
  return {
    from: new Date(now.getTime() - length).toISOString(),
    to: now.toISOString(),
    before: length === day ? 'the 24 hours before' : `the ${length / day} days before`,
  }
}

/** The period of the same length just before. */
export function periodBefore({ from, to }: Pick<Period, 'from' | 'to'>): { from: string; to: string } {
  return { from: new Date(2 * Date.parse(from) - Date.parse(to)).toISOString(), to: from }
}

/** A moment's day on the reader's calendar, as date fields write it. */
export function localDay(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

function customPeriod(from: string, to: string, now: Date): Period {
  const [first, last] = from <= to ? [from, to] : [to, from]
  const start = midnight(first, 0)
  const end = Math.max(Math.min(midnight(last, 1), now.getTime()), start + hour)
  const days = Math.round((end - start) / day)
  const whole = Math.abs(end - start - days * day) <= hour
  return {
    from: new Date(start).toISOString(),
    to: new Date(end).toISOString(),
    before: whole
      ? days === 1
        ? 'the day before'
        : `the ${days} days before`
      : 'the same length of time before',
  }
}

function midnight(date: string, daysLater: number): number {
  const [year = 1970, month = 1, dayOfMonth = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, dayOfMonth + daysLater).getTime()
}

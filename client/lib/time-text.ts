const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** A length of time in its two largest useful parts: "40 s", "12 min", "3 h 20 min", "2 d 4 h", "5 weeks". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < minute) return `${whole} s`
  if (whole < hour) return `${Math.floor(whole / minute)} min`
  if (whole < day) return parts(Math.floor(whole / hour), 'h', Math.floor((whole % hour) / minute), 'min')
  if (whole < 14 * day) return parts(Math.floor(whole / day), 'd', Math.floor((whole % day) / hour), 'h')
  return `${Math.floor(whole / (7 * day))} weeks`
}

/** How long ago, short: "now", "12 min", "3 h", "2 d", then the date. */
export function ageText(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000)
  if (seconds < 45) return seconds < -60 ? dateText(iso) : 'now'
  if (seconds < hour) return `${Math.max(1, Math.round(seconds / minute))} min`
  if (seconds < day) return `${Math.round(seconds / hour)} h`
  if (seconds < 7 * day) return `${Math.round(seconds / day)} d`
  return dateText(iso)
}

/** Like `ageText`, as it is spoken: "12 min ago", "in 3 h", "just now". */
export function relativeText(iso: string, nowMs: number): string {
  const ahead = Math.round((Date.parse(iso) - nowMs) / 1000)
  if (ahead > 60) return `in ${durationText(ahead)}`
  const age = ageText(iso, nowMs)
  if (age === 'now') return 'just now'
  return /\d (min|h|d)$/.test(age) ? `${age} ago` : `on ${age}`
}

/** The whole moment in the person's own zone and language. */
export function absoluteText(iso: string): string {
  return absolute.format(new Date(iso))
}

function dateText(iso: string): string {
  const date = new Date(iso)
  return (date.getFullYear() === new Date().getFullYear() ? monthDay : monthDayYear).format(date)
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })
const monthDay = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const monthDayYear = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })

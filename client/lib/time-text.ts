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

/** How long ago in whole units that have passed, short: "now", "12 min", "3 h", "2 d", then the date. */
export function ageText(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000)
  if (seconds < 45) return seconds < -60 ? dateText(iso) : 'now'
  if (seconds < hour) return `${Math.max(1, Math.floor(seconds / minute))} min`
  if (seconds < day) return `${Math.floor(seconds / hour)} h`
  if (seconds < 7 * day) return `${Math.floor(seconds / day)} d`
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

/** The whole moment in the person's own zone. */
export function absoluteText(iso: string): string {
  return absolute.format(new Date(iso))
}

/** A moment of these months: "14 Nov, 21:30". */
export function momentText(iso: string): string {
  return moment.format(new Date(iso))
}

/** A moment of these days: "Mon, 09:00". */
export function weekdayText(date: Date): string {
  return `${weekday.format(date)}, ${clockText(date)}`
}

/** The time of day, on a clock of 24 hours as everywhere on the screen: "09:00". */
export function clockText(date: Date): string {
  return clock.format(date)
}

function dateText(iso: string): string {
  const date = new Date(iso)
  return (date.getFullYear() === new Date().getFullYear() ? monthDay : monthDayYear).format(date)
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`
}

/** The screen speaks English, whatever the device: dates and clocks do too, so that all of them look alike. */
const english = 'en-GB'
const absolute = new Intl.DateTimeFormat(english, { dateStyle: 'full', timeStyle: 'short' })
const clock = new Intl.DateTimeFormat(english, { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat(english, { weekday: 'short' })
const monthDay = new Intl.DateTimeFormat(english, { day: 'numeric', month: 'short' })
const monthDayYear = new Intl.DateTimeFormat(english, { day: 'numeric', month: 'short', year: 'numeric' })
const moment = new Intl.DateTimeFormat(english, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

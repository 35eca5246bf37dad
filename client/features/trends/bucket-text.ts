import type { Trends } from '../../../shared/contract/trend.ts'
import { clockText, momentText } from '../../lib/time-text.ts'

type Bucket = Trends['bucket']

/** What stands under the axis. */
export function axisText(iso: string, bucket: Bucket): string {
  return bucket === 'day' ? day.format(new Date(iso)) : clockText(new Date(iso))
}

/** The whole stretch in words: "Tue 17 Nov", "Tue 17 Nov, 14:00–15:00"; a part of a day says its hours. */
export function bucketText({ start, end }: { start: string; end: string }, bucket: Bucket): string {
  const [from, to] = [new Date(start), new Date(end)]
  if (bucket === 'day' && isMidnight(from) && isMidnight(to)) return longDay.format(from)
  return `${longDay.format(from)}, ${clockText(from)}–${isMidnight(to) ? '24:00' : clockText(to)}`
}

/** A whole period: "14 Nov, 21:30 – 21 Nov, 21:30". */
export function periodText({ from, to }: { from: string; to: string }): string {
  return `${momentText(from)} – ${momentText(to)}`
}

function isMidnight(date: Date): boolean {
  return date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const longDay = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })

import type { Feed, FeedCheck } from '../../../shared/contract/feed.ts'
import { durationText } from '../../lib/time-text.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** How often a feed says something new, as people say it: "about every 2 hours". */
export function rhythmText(seconds: number | null): string {
  if (seconds === null) return 'not known yet'
  if (seconds < 90) return 'about every minute'
  for (const [unit, name, next] of [
    [minute, 'minute', hour],
    [hour, 'hour', day],
    [day, 'day', 14 * day],
    [7 * day, 'week', Infinity],
  ] as const) {
    const count = Math.round(seconds / unit)
    if (seconds >= next * 0.9) continue
    return count <= 1 ? `about every ${name}` : `about every ${count} ${name}s`
  }
  return 'rarely'
}

/** An amount of data: "812 bytes", "4.2 KB", "13 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const [amount, unit] =
    bytes < 1e6 ? [bytes / 1e3, 'KB'] : bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB']
  return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount).toLocaleString('en')} ${unit}`
}

/** What was fetched, and how often the server could say that nothing had changed. */
export function trafficText({ checks, unchangedChecks, bytesFetched, streamed }: Feed): string {
  if (streamed) return `${bytesText(bytesFetched)} listened to`
  if (checks === 0) return 'nothing fetched yet'
  const share = Math.round((100 * unchangedChecks) / checks)
  const times = checks === 1 ? '1 check' : `${checks.toLocaleString('en')} checks`
  return `${bytesText(bytesFetched)} in ${times}${checks === 1 ? '' : `, ${share} % of them “nothing changed”`}`
}

/** What the source says of its limits; null: nothing. */
export function quotaText({ quota }: Pick<Feed, 'quota'>): string | null {
  if (quota === null || (quota.remaining === null && quota.limit === null)) return null
  if (quota.remaining === null) return `${quota.limit!.toLocaleString('en')} requests allowed`
  const of = quota.limit === null ? '' : ` of ${quota.limit.toLocaleString('en')}`
  return `${quota.remaining.toLocaleString('en')}${of} requests left`
}

/** How one check ended. */
export function outcomeText(check: FeedCheck): string {
  if (check.outcome === 'failed') return check.problem?.detail ?? 'failed'
  if (check.outcome === 'unchanged') return 'nothing changed'
  const read = check.items === 1 ? '1 item read' : `${check.items.toLocaleString('en')} items read`
  return withProblem(read, check)
}

/** How one stretch of a stream went. */
export function stretchText(check: FeedCheck): string {
  if (check.outcome === 'failed') return check.problem?.detail ?? 'failed'
  if (check.outcome === 'unchanged') return 'listened, nothing of interest'
  const heard =
    check.items === 1 ? '1 post of interest' : `${check.items.toLocaleString('en')} posts of interest`
  return withProblem(heard, check)
}

/** What could not be kept of it does not make a check one that failed. */
const withProblem = (words: string, { problem }: FeedCheck) =>
  problem === null ? words : `${words}. ${problem.detail}`

export function tookText(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`
  const seconds = milliseconds / 1000
  return seconds < 10 ? `${seconds.toFixed(1)} s` : durationText(seconds)
}

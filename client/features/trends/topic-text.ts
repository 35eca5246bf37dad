import type { Topic, TopicWindow } from '../../../shared/contract/topic.ts'

export const windowNames: Record<TopicWindow, { short: string; long: string }> = {
  day: { short: '24 h', long: 'the last 24 hours' },
  week: { short: '7 d', long: 'the last 7 days' },
}

/** "41 mentions in 24 hours, usually 6". */
export function riseText({ mentions, usual, window }: Pick<Topic, 'mentions' | 'usual' | 'window'>): string {
  const said = mentions === 1 ? '1 mention' : `${mentions.toLocaleString('en')} mentions`
  const usually = Math.round(usual)
  const before = usually > 0 ? usually.toLocaleString('en') : usual > 0 ? 'hardly any' : 'none'
  return `${said} in ${window === 'day' ? '24 hours' : '7 days'}, usually ${before}`
}

/** What the small picture shows, for those who do not see it. */
export function daysText(days: readonly number[]): string {
  return `Mentions a day over ${days.length} days, the last one ending now: ${days.join(', ')}`
}

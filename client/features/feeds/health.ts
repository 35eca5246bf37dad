import type { Feed } from '../../../shared/contract/feed.ts'
import type { BadgeTone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { standings, type Standing } from './feeds-search.ts'

/** How each is shown: a shape and a word; the colour only repeats them. */
export const looks: Record<Standing, { word: string; icon: IconName; tone: BadgeTone }> = {
  failing: { word: 'failing', icon: 'alert', tone: 'negative' },
  blocked: { word: 'asked to wait', icon: 'clock', tone: 'warning' },
  silent: { word: 'silent', icon: 'moon', tone: 'warning' },
  waiting: { word: 'not checked yet', icon: 'clock', tone: 'neutral' },
  listening: { word: 'listening', icon: 'pulse', tone: 'positive' },
  working: { word: 'working', icon: 'check', tone: 'positive' },
  off: { word: 'off', icon: 'dismiss', tone: 'neutral' },
}

export function standingOf(feed: Pick<Feed, 'enabled' | 'health' | 'blocked' | 'streamed'>): Standing {
  if (!feed.enabled || feed.health === 'off') return 'off'
  if (feed.blocked !== null) return 'blocked'
  if (feed.streamed && feed.health === 'working') return 'listening'
  return feed.health
}

/** Being checked, or about to be: something will be known in a moment. */
export function isBusy(feed: Feed, now: number): boolean {
  if (!feed.enabled || feed.streamed || feed.blocked !== null) return false
  return feed.checking || (feed.nextCheckAt !== null && Date.parse(feed.nextCheckAt) <= now)
}

/** The parts of the list: what needs somebody stands first. */
export const groups = [
  { name: 'Need a look', holds: ['failing', 'blocked', 'silent'] },
  { name: 'Listened to', holds: ['waiting', 'listening', 'working'] },
  { name: 'Switched off', holds: ['off'] },
] as const satisfies readonly { name: string; holds: readonly Standing[] }[]

/** Feeds that need somebody first, then by name. */
export function byUrgency(a: Feed, b: Feed): number {
  const urgency = (feed: Feed): number => {
    const standing = standingOf(feed)
    return standing === 'listening' ? standings.indexOf('working') : standings.indexOf(standing)
  }
  return urgency(a) - urgency(b) || a.title.localeCompare(b.title) || a.id - b.id
}

/** "3 feeds, 1 failing": what a glance at the list should tell. */
export function feedsSummary(feeds: readonly Feed[]): string {
  const all = feeds.map(standingOf)
  const told = (['failing', 'blocked', 'silent', 'off'] as const).flatMap((standing) => {
    const count = all.filter((one) => one === standing).length
    return count === 0 ? [] : [`${count} ${looks[standing].word}`]
  })
  return [feeds.length === 1 ? '1 feed' : `${feeds.length} feeds`, ...told].join(', ')
}

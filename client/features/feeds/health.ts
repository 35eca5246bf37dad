import type { Feed } from '../../../shared/contract/feed.ts'
import type { BadgeTone } from '../../ui/badge.tsx'
import type { IconName } from '../../ui/icon.tsx'

/** How each health is shown: a shape and a word; the colour only repeats them. */
export const healthLooks: Record<Feed['health'], { word: string; icon: IconName; tone: BadgeTone }> = {
  working: { word: 'working', icon: 'check', tone: 'positive' },
  failing: { word: 'failing', icon: 'alert', tone: 'negative' },
  waiting: { word: 'waiting', icon: 'clock', tone: 'neutral' },
  off: { word: 'off', icon: 'dismiss', tone: 'neutral' },
}

/** Being checked, or about to be: something will be known in a moment. */
export function isBusy(feed: Feed, now: number): boolean {
  if (!feed.enabled) return false
  return feed.checking || (feed.nextCheckAt !== null && Date.parse(feed.nextCheckAt) <= now)
}

const urgency: Record<Feed['health'], number> = { failing: 0, waiting: 1, working: 2, off: 3 }

/** Feeds that need somebody first, then by name. */
export function byUrgency(a: Feed, b: Feed): number {
  return urgency[a.health] - urgency[b.health] || a.title.localeCompare(b.title) || a.id - b.id
}

/** "3 feeds, 1 failing": what a glance at the list should tell. */
export function feedsSummary(feeds: readonly Feed[]): string {
  const failing = feeds.filter(({ health }) => health === 'failing').length
  const off = feeds.filter(({ health }) => health === 'off').length
  return [
    feeds.length === 1 ? '1 feed' : `${feeds.length} feeds`,
    failing > 0 && `${failing} failing`,
    off > 0 && `${off} off`,
  ]
    .filter(Boolean)
    .join(', ')
}

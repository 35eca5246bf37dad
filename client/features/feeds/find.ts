import type { Feed } from '../../../shared/contract/feed.ts'
import type { FeedFilter } from './feeds-search.ts'
import { standingOf } from './health.ts'

/** Whether any part of the filter is set. */
export const isFiltered = (filter: FeedFilter): boolean =>
  [filter.find, filter.standing, filter.source].some((part) => part !== undefined && part !== '')

/** The feeds whose title, address or host holds every word that is looked for, and that stand like this. */
export function filtered(feeds: readonly Feed[], { find = '', standing, source }: FeedFilter): Feed[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean)
  return feeds.filter((feed) => {
    if (standing !== undefined && standingOf(feed) !== standing) return false
    if (source !== undefined && feed.source !== source) return false
    const place = `${feed.title} ${feed.url} ${feed.address} ${feed.host}`.toLowerCase()
    return words.every((word) => place.includes(word))
  })
}

import type { Change } from '../../shared/contract/events.ts'
import type { Revisions } from '../../shared/contract/mention.ts'
import { applyChange, isBehind, type ListScope } from './reducer.ts'
import type { CachedList } from './list.ts'

const kept = 400

/** What this page has heard of the brands' logs: how far they reach, and their last entries. */
export type LiveLog = { heads: Revisions; recent: readonly Change[] }

export const emptyLog: LiveLog = { heads: {}, recent: [] }

/** Remembers a change, so that it can be put into snapshots that were on their way when it came. */
export function remember(log: LiveLog, change: Change): LiveLog {
  return {
    heads: advance(log.heads, { [change.brandId]: change.revision }),
    recent: [...log.recent.slice(1 - kept), change],
  }
}

/** Remembers how far the logs reach. */
export function reach(log: LiveLog, revisions: Revisions): LiveLog {
  return { ...log, heads: advance(log.heads, revisions) }
}

/**
 * Brings a snapshot up to everything that was heard, in each log's order.
 * @returns `refetch` when it misses something that was not heard.
 */
export function catchUp(list: CachedList, scope: ListScope, log: LiveLog): CachedList | 'refetch' {
  let current = list
  for (const change of log.recent.toSorted((a, b) => a.revision - b.revision)) {
    const next = applyChange(current, scope, change)
    if (next === 'refetch') return next
    current = next
  }
  return isBehind(current, scope.filter, log.heads) ? 'refetch' : current
}

function advance(heads: Revisions, revisions: Revisions): Revisions {
  const next = { ...heads }
  for (const [brandId, revision] of Object.entries(revisions))
    next[brandId] = Math.max(next[brandId] ?? 0, revision)
  return next
}

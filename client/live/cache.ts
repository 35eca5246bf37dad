import { hashKey, type Query, type QueryClient } from '@tanstack/react-query'
import type { Change } from '../../shared/contract/events.ts'
import type { MentionCard, MentionDetail, MentionFilter, Revisions } from '../../shared/contract/mention.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { hearCards } from './heard-cards.ts'
import type { CachedList } from './list.ts'
import { catchUp, emptyLog, reach, remember, type LiveLog } from './log.ts'
import { applyChange, isBehind, placeCards, type ListScope } from './reducer.ts'
import { throttle } from './throttle.ts'

/** What the socket does to the query cache. */
export type LiveCache = {
  change: (change: Change) => void
  revisions: (revisions: Revisions) => void
  /** A card that came another way, as the reply to a move. */
  card: (card: MentionCard) => void
  stop: () => void
}

/** A change that is on its way may still fill a gap: wait this long before asking the server. */
const gapPatienceMs = 250

/**
 * Keeps lists, details, counts and trends of one person's cache in step with the brands' logs. A snapshot that was
 * on its way while changes came is brought up to them the moment it lands.
 */
export function createLiveCache(client: QueryClient, viewerId: number): LiveCache {
  let log: LiveLog = emptyLog
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const counts = throttle(700, () => void client.invalidateQueries({ queryKey: queryKeys.laneCounts }))
  const trends = throttle(5_000, () => void client.invalidateQueries({ queryKey: queryKeys.trends }))

  const lists = () => client.getQueryCache().findAll({ queryKey: queryKeys.mentionLists })
  const scopeOf = (query: Query): ListScope => ({ filter: query.queryKey[2] as MentionFilter, viewerId })

  const refetchSoon = (query: Query, surely: boolean): void => {
    const key = query.queryKey
    clearTimeout(waiting.get(query.queryHash))
    const ask = (): void => {
      waiting.delete(query.queryHash)
      const list = client.getQueryData<CachedList>(key)
      const behind = list !== undefined && isBehind(list, scopeOf(query).filter, log.heads)
      if (surely || behind) void client.invalidateQueries({ queryKey: key, exact: true })
    }
    waiting.set(query.queryHash, setTimeout(ask, gapPatienceMs))
  }

  const patch = (
    query: Query,
    work: (list: CachedList, scope: ListScope) => CachedList | 'refetch',
  ): void => {
    const list = query.state.data as CachedList | undefined
    if (list === undefined) return
    const next = work(list, scopeOf(query))
    if (next === 'refetch') return refetchSoon(query, true)
    if (next !== list) client.setQueryData(query.queryKey, next, { updatedAt: query.state.dataUpdatedAt })
  }

  const detail = (card: MentionCard): void => {
    const key = queryKeys.mentionDetail(card.id)
    const known = client.getQueryData<MentionDetail>(key)
    if (known === undefined || known.card.version > card.version) return
    client.setQueryData<MentionDetail>(key, { ...known, card })
    void client.invalidateQueries({ queryKey: key })
  }

  const unsubscribe = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    if (hashKey(event.query.queryKey.slice(0, 2)) !== hashKey(queryKeys.mentionLists)) return
    const list = event.query.state.data as CachedList
    const caughtUp = catchUp(list, scopeOf(event.query), log)
    if (caughtUp === 'refetch') refetchSoon(event.query, false)
    else if (caughtUp !== list) client.setQueryData(event.query.queryKey, caughtUp)
  })

  return {
    change(change) {
      log = remember(log, change)
      hearCards(change.mentions)
      for (const query of lists()) patch(query, (list, scope) => applyChange(list, scope, change))
      for (const card of change.mentions) detail(card)
      counts.run()
      trends.run()
    },
    revisions(revisions) {
      log = reach(log, revisions)
      for (const query of lists()) {
        const list = query.state.data as CachedList | undefined
        if (list !== undefined && isBehind(list, scopeOf(query).filter, log.heads)) refetchSoon(query, false)
      }
    },
    card(card) {
      hearCards([card])
      for (const query of lists()) patch(query, (list, scope) => placeCards(list, scope, [card]))
      detail(card)
      counts.run()
    },
    stop() {
      unsubscribe()
      counts.stop()
      trends.stop()
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
}

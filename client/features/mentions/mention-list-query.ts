import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { MentionCard, MentionFilter } from '../../../shared/contract/mention.ts'
import { compareInLane } from '../../../shared/contract/lane.ts'
import { mentionRoutes } from '../../../shared/contract/routes/mentions.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useViewer } from '../../lib/viewer.ts'
import { cardsOf, toCachedPage, type CachedList, type CachedPage } from '../../live/list.ts'
import { useExpectedCards } from '../../live/overlay.ts'
import { placeCards } from '../../live/reducer.ts'
import type { LoadedList } from './steady-rows.ts'

const pageSize = 50

export type MentionListState = {
  loaded: LoadedList
  status: 'pending' | 'error' | 'success'
  error: unknown
  hasMore: boolean
  loadingMore: boolean
  loadMore: () => void
  retry: () => void
}

/** A filtered list of mentions, live, with the moves that are on their way already shown. */
export function useMentionList(filter: MentionFilter): MentionListState {
  const viewer = useViewer()
  const expected = useExpectedCards()
  const query = useInfiniteQuery<CachedPage, Error, CachedList, QueryKey, string | null>({
    queryKey: queryKeys.mentionList(filter),
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam }
      return toCachedPage(
        await call(mentionRoutes.mentions, { query: { ...filter, ...cursor, limit: pageSize }, signal }),
      )
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const loaded = useMemo(() => {
    const compare = (a: MentionCard, b: MentionCard): number => compareInLane(filter.lane, a, b)
    if (query.data === undefined) return { cards: [], compare, tail: null }
    const placed = placeCards(query.data, { filter, viewerId: viewer.id }, [...expected.values()])
    const list = placed === 'refetch' ? query.data : placed
    return { cards: cardsOf(list), compare, tail: list.pages.at(-1)?.tail ?? null }
  }, [query.data, expected, filter, viewer.id])
  return {
    loaded,
    status: query.data === undefined ? query.status : 'success',
    error: query.error,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    retry: () => void query.refetch(),
  }
}

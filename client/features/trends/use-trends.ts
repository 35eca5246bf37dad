import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { trendRoutes } from '../../../shared/contract/routes/trends.ts'
import type { Trends } from '../../../shared/contract/trend.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { totalOf } from './labels.ts'
import { periodBefore, periodOf, type Period } from './period.ts'
import type { PulseSearch } from './pulse-search.ts'

/** What Pulse shows: figures, the exact period they are of, and the volume of each bucket in the period before. */
export type PulseData = { period: Period; trends: Trends; before: readonly number[] }

const minute = 60_000

/**
 * The trends that a search asks for. They end now: fetched again when changes arrive (the cache's `trends` key) and
 * each minute, because waits grow by themselves. Until another period has come, the last one stays.
 */
export function useTrends(search: PulseSearch) {
  const { range, from, to, brandId, source, labelId } = search
  // What rises is read apart: another window of it needs no new figures.
  const asked = { range, from, to, brandId, source, labelId }
  const client = useQueryClient()
  return useQuery({
    queryKey: [...queryKeys.trends, asked],
    queryFn: async ({ signal }): Promise<PulseData> => {
      const period = periodOf(search, new Date())
      const filter = {
        ...(search.brandId !== undefined && { brandId: search.brandId }),
        ...(search.source !== undefined && { source: search.source }),
        ...(search.labelId !== undefined && { labelId: search.labelId }),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      }
      const [trends, earlier] = await Promise.all([
        call(trendRoutes.trends, { query: { from: period.from, to: period.to, ...filter }, signal }),
        // The past hardly changes: it need not be counted anew with every mention that arrives.
        client.fetchQuery({
          queryKey: queryKeys.trendsBefore(asked),
          queryFn: () => call(trendRoutes.trends, { query: { ...periodBefore(period), ...filter }, signal }),
          staleTime: 5 * minute,
        }),
      ])
      return { period, trends, before: earlier.series.map(totalOf) }
    },
    refetchInterval: minute,
    placeholderData: keepPreviousData,
  })
}

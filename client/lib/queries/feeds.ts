import { queryOptions } from '@tanstack/react-query'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { sourceRoutes } from '../../../shared/contract/routes/sources.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** All feeds with their health; needs `feed:read`. */
export const feedsQuery = queryOptions({
  queryKey: queryKeys.feeds,
  queryFn: async ({ signal }) => (await call(feedRoutes.feeds, { signal })).feeds,
})

/** The kinds of place that this Earshot can listen to; needs `feed:read`. They change only with its version. */
export const sourcesQuery = queryOptions({
  queryKey: queryKeys.sources,
  queryFn: async ({ signal }) => (await call(sourceRoutes.sources, { signal })).sources,
  staleTime: Infinity,
})

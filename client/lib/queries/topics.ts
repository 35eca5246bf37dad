import { queryOptions } from '@tanstack/react-query'
import { trendRoutes } from '../../../shared/contract/routes/trends.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** Words and phrases that rise, of one brand or of all, the surest first. */
export const topicsQuery = (brandId?: number) =>
  queryOptions({
    queryKey: queryKeys.topicsOf(brandId),
    queryFn: ({ signal }) =>
      call(trendRoutes.topics, { query: brandId === undefined ? {} : { brandId }, signal }),
  })

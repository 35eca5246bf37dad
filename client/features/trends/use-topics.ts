import { useQuery } from '@tanstack/react-query'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** What rises, of one brand or all; the key stands below `brands`, so that live changes fetch it again. */
export function useTopics(brandId: number | undefined) {
  return useQuery({
    queryKey: queryKeys.topics(brandId),
    queryFn: ({ signal }) =>
      call(routes.topics, { query: { ...(brandId !== undefined && { brandId }) }, signal }),
  })
}

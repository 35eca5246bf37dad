import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { countCap, type LaneCounts } from '../../../shared/contract/mention.ts'
import { mentionRoutes } from '../../../shared/contract/routes/mentions.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** How many mentions each lane holds, of one brand or of all. Live changes make it count again. */
export function useLaneCounts(brandId: number | undefined): UseQueryResult<LaneCounts> {
  return useQuery({
    queryKey: queryKeys.laneCountsOf(brandId),
    queryFn: ({ signal }) =>
      call(mentionRoutes.laneCounts, { query: brandId === undefined ? {} : { brandId }, signal }),
    placeholderData: (before) => before,
  })
}

/** A count as it is shown: counting stops at a thousand. */
export function countText(count: number): string {
  return count >= countCap ? `${countCap.toLocaleString('en')}+` : count.toLocaleString('en')
}

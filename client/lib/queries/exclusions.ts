import { queryOptions } from '@tanstack/react-query'
import { exclusionRoutes } from '../../../shared/contract/routes/exclusions.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** What brands do not want to hear, newest first. */
export const exclusionsQuery = queryOptions({
  queryKey: queryKeys.exclusions,
  queryFn: async ({ signal }) => (await call(exclusionRoutes.exclusions, { signal })).exclusions,
})

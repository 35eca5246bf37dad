import { queryOptions } from '@tanstack/react-query'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** All exclusions, newest first. */
export const exclusionsQuery = queryOptions({
  queryKey: queryKeys.exclusions,
  queryFn: async ({ signal }) => (await call(routes.exclusions, { signal })).exclusions,
})

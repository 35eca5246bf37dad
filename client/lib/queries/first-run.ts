import { queryOptions } from '@tanstack/react-query'
import { firstRunRoutes } from '../../../shared/contract/routes/first-run.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** Whether the first admin is still to be made. */
export const firstRunQuery = queryOptions({
  queryKey: queryKeys.firstRun,
  queryFn: ({ signal }) => call(firstRunRoutes.firstRunState, { signal }),
})

import { queryOptions } from '@tanstack/react-query'
import { personRoutes } from '../../../shared/contract/routes/people.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** The people a mention can be given to. */
export const colleaguesQuery = queryOptions({
  queryKey: queryKeys.colleagues,
  queryFn: async ({ signal }) => (await call(personRoutes.colleagues, { signal })).people,
})

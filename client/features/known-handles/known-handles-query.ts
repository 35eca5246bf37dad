import { queryOptions } from '@tanstack/react-query'
import { knownHandleRoutes } from '../../../shared/contract/routes/known-handles.ts'
import { call } from '../../lib/api.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** The handles of our own people and partners. */
export const knownHandlesQuery = queryOptions({
  queryKey: queryKeys.knownHandles,
  queryFn: async ({ signal }) => (await call(knownHandleRoutes.knownHandles, { signal })).handles,
})

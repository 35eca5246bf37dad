import { queryOptions } from '@tanstack/react-query'
import { labelRoutes } from '../../../shared/contract/routes/labels.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** The labels that mentions get by rule, by brand and name. */
export const labelsQuery = queryOptions({
  queryKey: queryKeys.labels,
  queryFn: async ({ signal }) => (await call(labelRoutes.labels, { signal })).labels,
})

import { queryOptions } from '@tanstack/react-query'
import { brandRoutes } from '../../../shared/contract/routes/brands.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** All brands, archived ones included. */
export const brandsQuery = queryOptions({
  queryKey: queryKeys.brands,
  queryFn: async ({ signal }) => (await call(brandRoutes.brands, { signal })).brands,
})

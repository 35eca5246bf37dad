import { queryOptions } from '@tanstack/react-query'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** How far past mentions are judged again, by brand. Asked often while that goes on: bars move between live events. */
export const rescoringsQuery = queryOptions({
  queryKey: queryKeys.rescorings,
  queryFn: async ({ signal }) => (await call(lexiconRoutes.rescorings, { signal })).rescorings,
  refetchInterval: ({ state }) => (state.data?.some(({ finishedAt }) => finishedAt === null) ? 2_000 : false),
})

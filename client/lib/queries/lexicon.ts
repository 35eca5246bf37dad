import { queryOptions } from '@tanstack/react-query'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** Words that count otherwise for a brand: proposed and active, newest first. */
export const lexiconQuery = queryOptions({
  queryKey: queryKeys.lexicon,
  queryFn: async ({ signal }) => (await call(lexiconRoutes.lexicon, { signal })).entries,
})

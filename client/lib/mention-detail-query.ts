import { queryOptions } from '@tanstack/react-query'
import { routes } from '../../shared/contract/routes.ts'
import { call } from './api.ts'
import { queryKeys } from './query-keys.ts'

/** One mention, whole; kept true by live changes. */
export const mentionDetailQuery = (id: number) =>
  queryOptions({
    queryKey: queryKeys.mentionDetail(id),
    queryFn: ({ signal }) => call(routes.mention, { params: { id }, signal }),
  })

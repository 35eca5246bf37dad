import { queryOptions } from '@tanstack/react-query'
import { mentionRoutes } from '../../../shared/contract/routes/mentions.ts'
import { call } from '../api.ts'
import { queryKeys } from '../query-keys.ts'

/** One mention, whole; kept true by live changes. */
export const mentionDetailQuery = (id: number) =>
  queryOptions({
    queryKey: queryKeys.mentionDetail(id),
    queryFn: ({ signal }) => call(mentionRoutes.mention, { params: { id }, signal }),
  })

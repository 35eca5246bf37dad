import { queryOptions } from '@tanstack/react-query'
import type { Person } from '../../../shared/contract/person.ts'
import { sessionRoutes } from '../../../shared/contract/routes/session.ts'
import { call } from '../api.ts'
import { isProblem } from '../problem-error.ts'
import { queryKeys } from '../query-keys.ts'
import { rememberSignedOut } from '../signed-out.ts'

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: async ({ client, signal }): Promise<Person | null> => {
    try {
      return await call(sessionRoutes.session, { signal })
    } catch (error) {
      if (!isProblem(error, 'not_signed_in')) throw error
      if (client.getQueryData(queryKeys.session) != null) rememberSignedOut('ended')
      return null
    }
  },
  staleTime: Infinity,
})

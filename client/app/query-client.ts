import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isProblem, ProblemError } from '../lib/problem-error.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { rememberSignedOut } from '../lib/signed-out.ts'

const retries = 2

/** The one cache. A 401 from any call signs the screen out in place, so that signing in again returns to it. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (!isProblem(error, 'not_signed_in')) return
    if (client.getQueryData(queryKeys.session) != null) rememberSignedOut('ended')
    client.setQueryData(queryKeys.session, null)
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Live changes keep what is shown up to date; time alone makes nothing old.
        staleTime: 60_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < retries && mayRetry(error),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}

/** Whether trying the same again may help: no answer, or a machine that is away for a moment. */
function mayRetry(error: unknown): boolean {
  return error instanceof ProblemError && (error.code === 'unreachable' || error.status === 503)
}

import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { brandName } from '../../../shared/contract/brand.ts'
import { sourceRoutes } from '../../../shared/contract/routes/sources.ts'
import { call } from '../../lib/api.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const quietMs = 350

/** Tells what to listen for, for a name that is typed, whenever typing pauses; never while it is not `wanted`. */
export function useProposedQueries(
  name: string,
  wanted: boolean,
  onProposed: (texts: string[]) => void,
): void {
  const asked = useDebounced(name.trim(), quietMs)
  const current = asked === name.trim()
  const { data } = useQuery({
    queryKey: queryKeys.brandProposal(asked),
    queryFn: ({ signal }) => call(sourceRoutes.proposeBrand, { body: { name: asked }, signal }),
    enabled: wanted && current && brandName.safeParse(asked).success,
    staleTime: Infinity,
    retry: false,
  })
  useEffect(() => {
    if (wanted && current && data !== undefined && data.queries.length > 0)
      onProposed(data.queries.map(({ text }) => text))
    // Only what arrives counts: what is typed meanwhile stays.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [data, current])
}

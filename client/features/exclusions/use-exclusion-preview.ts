import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ExclusionPreview } from '../../../shared/contract/exclusion.ts'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { exclusionRoutes } from '../../../shared/contract/routes/exclusions.ts'
import { call } from '../../lib/api.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const quietMs = 350

export type PreviewState = {
  /** Undefined while there is none, or none for anything that can be read. */
  preview: ExclusionPreview | undefined
  /** What the server could not read of the text. */
  problem: FieldProblem | undefined
  error: unknown
  /** What is shown may not be of this text yet. */
  waiting: boolean
  refetch: () => void
}

/** What an exclusion would have set aside, asked of the server whenever typing pauses. */
export function useExclusionPreview(brandId: number, written: string): PreviewState {
  const text = written.trim()
  const asked = useDebounced(text, quietMs)
  const query = useQuery({
    queryKey: queryKeys.exclusionPreview(brandId, asked),
    queryFn: ({ signal }) =>
      call(exclusionRoutes.previewExclusion, { body: { brandId, text: asked }, signal }),
    enabled: asked === text && text !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const unreadable = asked === text && isProblem(query.error, 'invalid_query') ? query.error : null
  return {
    preview: text === '' || unreadable !== null ? undefined : query.data,
    problem: unreadable?.fields.find(({ path }) => path === 'text'),
    error: text === '' || unreadable !== null ? null : query.error,
    waiting: text !== '' && (asked !== text || query.isFetching),
    refetch: () => void query.refetch(),
  }
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  phrase as phraseSchema,
  type LexiconPreview,
  type LexiconPreviewRequest,
} from '../../../shared/contract/lexicon.ts'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../../lib/api.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { ProblemError } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const quietMs = 350

export type PreviewState = {
  /** Undefined while there is none. */
  preview: LexiconPreview | undefined
  /** What the server could not make of the phrase. */
  problem: FieldProblem | undefined
  error: unknown
  /** What is shown may not be of this entry yet. */
  waiting: boolean
  refetch: () => void
}

/**
 * What one change of a brand's lexicon would do to its past mentions, asked of the server whenever typing pauses.
 * @param wanted the change; without a phrase nothing is asked.
 */
export function useLexiconPreview(wanted: LexiconPreviewRequest): PreviewState {
  const now = JSON.stringify(wanted)
  const asked = useDebounced(now, quietMs)
  const settled = asked === now
  const sensible = wanted.entry === null || phraseSchema.safeParse(wanted.entry.phrase).success
  const query = useQuery({
    queryKey: queryKeys.lexiconPreview(wanted),
    queryFn: ({ signal }) => call(lexiconRoutes.previewLexicon, { body: wanted, signal }),
    enabled: settled && sensible && wanted.brandId > 0,
    placeholderData: keepPreviousData,
    retry: false,
    // Mentions go on arriving and being judged again: what was counted a while ago is counted anew.
    staleTime: 0,
  })
  const problem =
    settled && query.error instanceof ProblemError
      ? query.error.fields.find(({ path }) => path.endsWith('phrase'))
      : undefined
  return {
    preview: !sensible || problem !== undefined ? undefined : query.data,
    problem,
    error: !sensible || problem !== undefined ? null : query.error,
    waiting: sensible && wanted.brandId > 0 && (!settled || query.isFetching),
    refetch: () => void query.refetch(),
  }
}

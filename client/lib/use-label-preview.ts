import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { LabelPreview } from '../../shared/contract/label.ts'
import type { FieldProblem } from '../../shared/contract/problems.ts'
import { labelRoutes } from '../../shared/contract/routes/labels.ts'
import { call } from './api.ts'
import { useDebounced } from './debounced.ts'
import { isProblem } from './problem-error.ts'
import { queryKeys } from './query-keys.ts'

const quietMs = 350

export type PreviewState = {
  /** Undefined while there is none, or none for anything that can be read. */
  preview: LabelPreview | undefined
  /** What the server could not read of the rule. */
  problem: FieldProblem | undefined
  error: unknown
  /** What is shown may not be of this rule yet. */
  waiting: boolean
  refetch: () => void
}

/** Which of a brand's newest mentions a rule would label, asked of the server whenever typing pauses. */
export function useLabelPreview(brandId: number, written: string): PreviewState {
  const rule = written.trim()
  const asked = useDebounced(rule, quietMs)
  const possible = rule !== '' && brandId > 0
  const query = useQuery({
    queryKey: queryKeys.labelPreview(brandId, asked),
    queryFn: ({ signal }) => call(labelRoutes.previewLabel, { body: { brandId, rule: asked }, signal }),
    enabled: asked === rule && possible,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const unreadable = asked === rule && isProblem(query.error, 'invalid_query') ? query.error : null
  return {
    preview: !possible || unreadable !== null ? undefined : query.data,
    problem: unreadable?.fields.find(({ path }) => path === 'rule'),
    error: !possible || unreadable !== null ? null : query.error,
    waiting: possible && (asked !== rule || query.isFetching),
    refetch: () => void query.refetch(),
  }
}

import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query'
import type { FieldProblem } from '../../shared/contract/problems.ts'
import { useDebounced } from './debounced.ts'
import { ProblemError } from './problem-error.ts'

const quietMs = 350

/** What something would do before it is saved, as far as the server has said. */
export type PreviewState<Preview> = {
  /** Undefined while there is none, or none for what is written. */
  preview: Preview | undefined
  /** The preview is of what is written, and not of what was written before. */
  ofThis: boolean
  /** What the server could not make of the field that is written. */
  problem: FieldProblem | undefined
  /** The same, where several such fields are written. */
  problems: readonly FieldProblem[]
  /** Any other reason why there is none; null where there is one. */
  error: unknown
  /** The server is about to be asked, or is asked: what is shown may be of something else, or of a while ago. */
  waiting: boolean
  refetch: () => void
}

/**
 * Asks the server what something would do, whenever typing pauses; until the answer is here, the one before is shown.
 * @param wanted what to ask about; null: nothing that can be asked is written yet.
 * @param plan `key` tells the answers of one question from those of others; `field` is the last part of the path of the
 *   field that is written, or of each.
 */
export function usePreview<Wanted extends object, Preview>(
  wanted: Wanted | null,
  {
    key,
    field,
    ask,
  }: { key: QueryKey; field: string; ask: (wanted: Wanted, signal: AbortSignal) => Promise<Preview> },
): PreviewState<Preview> {
  const now = JSON.stringify(wanted)
  const settled = useDebounced(now, quietMs) === now
  const query = useQuery({
    queryKey: [...key, wanted],
    queryFn: ({ signal }) => ask(wanted!, signal),
    enabled: settled && wanted !== null,
    placeholderData: keepPreviousData,
    retry: false,
    // Mentions go on arriving and being judged again: what was counted a while ago is counted anew.
    staleTime: 0,
  })
  const problems =
    settled && query.error instanceof ProblemError
      ? query.error.fields.filter(({ path }) => path.split('/').at(-1) === field)
      : []
  const silent = wanted === null || problems.length > 0
  return {
    preview: silent ? undefined : query.data,
    ofThis: !silent && query.data !== undefined && !query.isPlaceholderData,
    problem: problems[0],
    problems,
    error: silent ? null : query.error,
    waiting: wanted !== null && (!settled || query.isFetching),
    refetch: () => void query.refetch(),
  }
}

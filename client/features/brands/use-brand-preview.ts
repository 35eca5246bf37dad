import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BrandPreview } from '../../../shared/contract/brand.ts'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { brandRoutes } from '../../../shared/contract/routes/brands.ts'
import { call } from '../../lib/api.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const quietMs = 350

/**
 * What queries would match, what of it would be queued, and what they win or lose against the saved brand, asked of
 * the server whenever typing pauses.
 * @param brandId null: there is no saved brand yet.
 */
export function useBrandPreview(
  brandId: number | null,
  texts: readonly string[],
  { queueThreshold, queueUrgent }: { queueThreshold: number; queueUrgent: boolean },
) {
  const now = JSON.stringify({ brandId, texts, queueThreshold, queueUrgent })
  const asked = useDebounced(now, quietMs)
  const current = asked === now
  const filled = texts.flatMap((text, index) => (text.trim() === '' ? [] : [{ text: text.trim(), index }]))

  const preview = useQuery({
    queryKey: [...queryKeys.brands, 'preview', asked],
    queryFn: ({ signal }): Promise<BrandPreview> =>
      call(brandRoutes.previewBrand, {
        body: {
          ...(brandId !== null && { brandId }),
          queries: filled.map(({ text }) => ({ text })),
          queueThreshold,
          queueUrgent,
        },
        signal,
      }),
    enabled: current && filled.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })

  /** The server counts without the fields that are still empty. */
  const placeOf = (index: number): number => filled.findIndex((query) => query.index === index)

  /** What the server could not read of a query. */
  const problem = (index: number): FieldProblem | undefined => {
    if (!current || !isProblem(preview.error, 'invalid_query')) return undefined
    return preview.error.fields.find(({ path }) => path === `queries/${placeOf(index)}/text`)
  }

  /** How many items a query matches alone; undefined while that is not known. */
  const matchedBy = (index: number): number | undefined =>
    current && !preview.isPlaceholderData && preview.error === null
      ? preview.data?.matchedByQuery[placeOf(index)]
      : undefined

  return {
    preview: filled.length === 0 ? undefined : preview.data,
    error: filled.length === 0 ? null : preview.error,
    refetch: () => void preview.refetch(),
    waiting: filled.length > 0 && (!current || preview.isFetching),
    problem,
    matchedBy,
  }
}

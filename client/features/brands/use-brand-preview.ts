import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BrandPreview } from '../../../shared/contract/brand.ts'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../lib/api.ts'
import { useDebounced } from '../../lib/debounced.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'

const quietMs = 350

/** What queries and a threshold would match, asked of the server whenever typing pauses. */
export function useBrandPreview(texts: readonly string[], queueThreshold: number) {
  const asked = useDebounced(JSON.stringify({ texts, queueThreshold }), quietMs)
  const current = asked === JSON.stringify({ texts, queueThreshold })
  const filled = texts.flatMap((text, index) => (text.trim() === '' ? [] : [{ text: text.trim(), index }]))

  const preview = useQuery({
    queryKey: [...queryKeys.brands, 'preview', asked],
    queryFn: ({ signal }): Promise<BrandPreview> =>
      call(routes.previewBrand, {
        body: { queries: filled.map(({ text }) => ({ text })), queueThreshold },
        signal,
      }),
    enabled: current && filled.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })

  /** What the server could not read of a query. The server counts without the fields that are still empty. */
  const problem = (index: number): FieldProblem | undefined => {
    if (!current || !isProblem(preview.error, 'invalid_query')) return undefined
    const place = filled.findIndex((query) => query.index === index)
    return preview.error.fields.find(({ path }) => path === `queries/${place}/text`)
  }

  return {
    preview: filled.length === 0 ? undefined : preview.data,
    error: filled.length === 0 ? null : preview.error,
    refetch: () => void preview.refetch(),
    waiting: filled.length > 0 && (!current || preview.isFetching),
    problem,
  }
}

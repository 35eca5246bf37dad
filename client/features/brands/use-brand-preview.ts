import type { BrandPreview, BrandPreviewRequest } from '../../../shared/contract/brand.ts'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import { brandRoutes } from '../../../shared/contract/routes/brands.ts'
import { call } from '../../lib/api.ts'
import { usePreview, type PreviewState } from '../../lib/preview.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/**
 * What queries would match, what of it would be queued, and what they win or lose against the saved brand.
 * @param brandId null: there is no saved brand yet.
 */
export function useBrandPreview(
  brandId: number | null,
  texts: readonly string[],
  { queueThreshold, queueUrgent }: { queueThreshold: number; queueUrgent: boolean },
): {
  state: PreviewState<BrandPreview>
  /** What the server could not read of a query. */
  problem: (index: number) => FieldProblem | undefined
  /** How many items a query matches alone; undefined while that is not known. */
  matchedBy: (index: number) => number | undefined
} {
  const filled = texts.flatMap((text, index) => (text.trim() === '' ? [] : [{ text: text.trim(), index }]))
  const wanted: BrandPreviewRequest = {
    ...(brandId !== null && { brandId }),
    queries: filled.map(({ text }) => ({ text })),
    queueThreshold,
    queueUrgent,
  }
  const state = usePreview(filled.length === 0 ? null : wanted, {
    key: queryKeys.brandPreview,
    field: 'text',
    ask: (body, signal) => call(brandRoutes.previewBrand, { body, signal }),
  })

  /** The server counts without the fields that are still empty. */
  const placeOf = (index: number): number => filled.findIndex((query) => query.index === index)

  return {
    state,
    problem: (index) => state.problems.find(({ path }) => path === `queries/${placeOf(index)}/text`),
    matchedBy: (index) => (state.ofThis ? state.preview?.matchedByQuery[placeOf(index)] : undefined),
  }
}

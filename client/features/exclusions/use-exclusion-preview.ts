import type { ExclusionPreview } from '../../../shared/contract/exclusion.ts'
import { exclusionRoutes } from '../../../shared/contract/routes/exclusions.ts'
import { call } from '../../lib/api.ts'
import { usePreview, type PreviewState } from '../../lib/preview.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** What an exclusion would have set aside. */
export function useExclusionPreview(brandId: number, written: string): PreviewState<ExclusionPreview> {
  const text = written.trim()
  return usePreview(text === '' || brandId === 0 ? null : { brandId, text }, {
    key: queryKeys.preview('exclusion'),
    field: 'text',
    ask: (body, signal) => call(exclusionRoutes.previewExclusion, { body, signal }),
  })
}

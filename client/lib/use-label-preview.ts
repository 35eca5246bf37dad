import type { LabelPreview } from '../../shared/contract/label.ts'
import { labelRoutes } from '../../shared/contract/routes/labels.ts'
import { call } from './api.ts'
import { usePreview, type PreviewState } from './preview.ts'
import { queryKeys } from './query-keys.ts'

/** Which of a brand's newest mentions a rule would label. */
export function useLabelPreview(brandId: number, written: string): PreviewState<LabelPreview> {
  const rule = written.trim()
  return usePreview(rule === '' || brandId === 0 ? null : { brandId, rule }, {
    key: queryKeys.preview('label'),
    field: 'rule',
    ask: (body, signal) => call(labelRoutes.previewLabel, { body, signal }),
  })
}

import {
  phrase as phraseSchema,
  type LexiconPreview,
  type LexiconPreviewRequest,
} from '../../../shared/contract/lexicon.ts'
import { lexiconRoutes } from '../../../shared/contract/routes/lexicon.ts'
import { call } from '../../lib/api.ts'
import { usePreview, type PreviewState } from '../../lib/preview.ts'
import { queryKeys } from '../../lib/query-keys.ts'

/** What one change of a brand's lexicon would do to its past mentions; without a phrase nothing is asked. */
export function useLexiconPreview(wanted: LexiconPreviewRequest): PreviewState<LexiconPreview> {
  const sensible = wanted.entry === null || phraseSchema.safeParse(wanted.entry.phrase).success
  return usePreview(sensible && wanted.brandId > 0 ? wanted : null, {
    key: queryKeys.preview('lexicon'),
    field: 'phrase',
    ask: (body, signal) => call(lexiconRoutes.previewLexicon, { body, signal }),
  })
}

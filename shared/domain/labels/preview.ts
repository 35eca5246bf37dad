import type { LabelPreview, LabelPreviewRequest } from '../../contract/label.ts'
import type { Store } from '../../database/store.ts'
import { readBrand } from '../brands/list.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { compileMatcher } from '../matching/matcher.ts'
import { newestMentions } from '../mentions/newest-mentions.ts'
import { previewedItem } from '../mentions/previewed-item.ts'
import { parseRule } from './rule.ts'

const mostExamples = 20

/**
 * Which of a brand's newest mentions a rule would label: at most 5,000, as far as it gets in some seconds. What is set
 * aside does not count. Nothing is stored.
 * @throws Problem invalid_query, not_found
 */
export async function previewLabel(
  { db }: Store,
  { scorer }: Pick<ListeningTools, 'scorer'>,
  { brandId, rule }: LabelPreviewRequest,
): Promise<LabelPreview> {
  const matcher = compileMatcher([{ id: '0', brandId: '0', query: parseRule(rule) }], scorer.languageOf)
  await readBrand(db, brandId)
  const found: LabelPreview = { lookedAt: 0, matched: 0, examples: [] }
  for await (const mention of newestMentions(db, brandId)) {
    found.lookedAt += 1
    const matches = matcher.match(mention)
    if (matches.length === 0) continue
    found.matched += 1
    if (found.examples.length < mostExamples)
      found.examples.push(previewedItem(mention, matches, mention, mention.neededAnswer))
  }
  return found
}

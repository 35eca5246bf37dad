import type { PreviewedItem } from '../../contract/brand.ts'
import type { ExclusionPreview } from '../../contract/exclusion.ts'
import type { Store } from '../../database/store.ts'
import { readBrand } from '../brands/list.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { compileMatcher } from '../matching/matcher.ts'
import { parseQuery } from '../matching/query.ts'
import { newestMentions } from '../mentions/newest-mentions.ts'
import { previewedItem } from '../mentions/previewed-item.ts'
import { lookedBackAt } from './looked-back.ts'

/** Matching is quick: more than previews that score look at. */
const extent = { within: lookedBackAt, most: 20_000, patienceMs: 4_000 }
const mostExamples = 20

/**
 * What an exclusion would have set aside among a brand's mentions of the last 30 days, newest first: as many as can be
 * looked at in some seconds, at most 20,000. What is set aside already does not count. Nothing is stored.
 * @throws Problem invalid_query, not_found
 */
export async function previewExclusion(
  { db }: Store,
  { scorer }: Pick<ListeningTools, 'scorer'>,
  { brandId, text }: { brandId: number; text: string },
): Promise<ExclusionPreview> {
  const matcher = compileMatcher([{ id: '0', brandId: '0', query: parseQuery(text) }], scorer.languageOf)
  await readBrand(db, brandId)
  const found = { lookedAt: 0, hidden: 0, queued: 0, answered: 0 }
  const complaints: PreviewedItem[] = []
  const others: PreviewedItem[] = []
  for await (const mention of newestMentions(db, brandId, extent)) {
    found.lookedAt += 1
    const matches = matcher.match(mention)
    if (matches.length === 0) continue
    found.hidden += 1
    if (mention.neededAnswer) found.queued += 1
    if (mention.answered) found.answered += 1
    const examples = mention.neededAnswer ? complaints : others
    if (examples.length < mostExamples)
      examples.push(previewedItem(mention, matches, mention, mention.neededAnswer))
  }
  return { ...found, examples: [...complaints, ...others].slice(0, mostExamples) }
}

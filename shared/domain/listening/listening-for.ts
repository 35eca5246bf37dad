import { defaultAnswerWithinMinutes, defaultQueueThreshold } from '../../contract/brand.ts'
import { createHandleBook } from '../known-handles/handle-book.ts'
import { compileMatcher } from '../matching/matcher.ts'
import type { Query } from '../matching/query.ts'
import type { Scorer } from '../scoring/scorer.ts'
import type { Listening, ListeningBrand } from './compiled.ts'

/** A brand as it is when nobody has said anything else. */
export const newBrand: ListeningBrand = {
  threshold: defaultQueueThreshold,
  queueUrgent: true,
  answerWithinMinutes: defaultAnswerWithinMinutes,
  lexicon: undefined,
}

/** An archived one: nothing enters its queue any more. */
export const silentBrand: ListeningBrand = { ...newBrand, threshold: -1, queueUrgent: false }

/** Listening for these queries only, which are those of one brand, of id 0; for previews. */
export function listeningFor(
  queries: readonly Query[],
  { languageOf }: Pick<Scorer, 'languageOf'>,
  brand: Partial<ListeningBrand> = {},
): Listening {
  const nothing = compileMatcher([], languageOf)
  return {
    version: 0,
    matcher: compileMatcher(
      queries.map((query, index) => ({ id: String(index), brandId: '0', query })),
      languageOf,
    ),
    brands: new Map([[0, { ...newBrand, ...brand }]]),
    queryTexts: new Map(),
    excluder: nothing,
    excluding: new Set(),
    exclusionTexts: new Map(),
    labeller: nothing,
    labelling: new Set(),
    handles: createHandleBook([]),
  }
}

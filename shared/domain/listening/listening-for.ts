import { defaultAnswerWithinMinutes } from '../../contract/brand.ts'
import { createHandleBook } from '../known-handles/handle-book.ts'
import { compileMatcher } from '../matching/matcher.ts'
import type { Query } from '../matching/query.ts'
import type { Listening, ListeningBrand } from './compiled.ts'

/** A brand of which nothing is said: as hard of hearing as can be. */
export const unknownBrand: ListeningBrand = {
  threshold: -1,
  queueUrgent: false,
  answerWithinMinutes: defaultAnswerWithinMinutes,
  lexicon: undefined,
}

/** Listening for these queries only, which are those of one brand, of id 0; for previews. */
export function listeningFor(queries: readonly Query[], brand: Partial<ListeningBrand>): Listening {
  const nothing = compileMatcher([])
  return {
    version: 0,
    matcher: compileMatcher(queries.map((query, index) => ({ id: String(index), brandId: '0', query }))),
    brands: new Map([[0, { ...unknownBrand, ...brand }]]),
    queryTexts: new Map(),
    excluder: nothing,
    excluding: new Set(),
    exclusionTexts: new Map(),
    labeller: nothing,
    labelling: new Set(),
    handles: createHandleBook([]),
  }
}

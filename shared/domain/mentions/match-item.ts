import type { SetAside } from '../../contract/mention.ts'
import type { Span } from '../../contract/sentiment.ts'
import type { Listening } from '../listening/compiled.ts'
import type { Matchable } from '../matching/matchable.ts'

export type MatchOfQuery = { queryId: number; queryText: string; spans: Span[] }

/** Which brands an item is about and why, and for which of them it is set aside. */
export type About = {
  matchesByBrand: ReadonlyMap<number, MatchOfQuery[]>
  asideByBrand: ReadonlyMap<number, SetAside>
}

/**
 * The brands that an item is about, and those that do not want to hear it. A feed that belongs to a brand brings nothing
 * that is not about it.
 */
export function matchItem(
  item: Matchable,
  feed: { brandId: number | null; source: string },
  listening: Listening,
): About {
  const heard = { ...item, source: feed.source }
  const matchesByBrand = new Map<number, MatchOfQuery[]>()
  if (feed.brandId !== null && listening.brands.has(feed.brandId)) matchesByBrand.set(feed.brandId, [])
  for (const match of listening.matcher.match(heard)) {
    const queryId = Number(match.queryId)
    const brandId = Number(match.brandId)
    const matches = matchesByBrand.get(brandId) ?? []
    matches.push({ queryId, queryText: listening.queryTexts.get(queryId) ?? '', spans: match.spans })
    matchesByBrand.set(brandId, matches)
  }
  return { matchesByBrand, asideByBrand: excludedFrom(heard, new Set(matchesByBrand.keys()), listening) }
}

const none: ReadonlyMap<number, SetAside> = new Map()

/** Of the brands that an item is about, those with an active exclusion that matches it, and the first of these. */
export function excludedFrom(
  item: Matchable,
  about: ReadonlySet<number>,
  { excluder, exclusionTexts, excluding }: Pick<Listening, 'excluder' | 'exclusionTexts' | 'excluding'>,
): ReadonlyMap<number, SetAside> {
  if (![...about].some((brandId) => excluding.has(brandId))) return none
  const aside = new Map<number, SetAside>()
  for (const match of excluder.match(item)) {
    const exclusionId = Number(match.queryId)
    const brandId = Number(match.brandId)
    if (about.has(brandId) && !aside.has(brandId))
      aside.set(brandId, { kind: 'exclusion', exclusionId, words: exclusionTexts.get(exclusionId) ?? '' })
  }
  return aside
}

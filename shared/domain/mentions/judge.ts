import type { HandleKind } from '../../contract/known-handle.ts'
import type { SetAside } from '../../contract/mention.ts'
import type { Contribution, Span } from '../../contract/sentiment.ts'
import type { Listening } from '../listening/compiled.ts'
import type { Matchable } from '../matching/matchable.ts'
import type { Scored, Scorer } from '../scoring/scorer.ts'

/** The part of an item that is scored. */
export type Judged = { title: string; text: string; language: string | null }

/** The part of an item that decides what it is about and who says it. */
export type Heard = Judged &
  Pick<Matchable, 'url' | 'media'> & { author: string | null; authorUrl: string | null }

export type MatchOfQuery = { queryId: number; queryText: string; spans: Span[] }

/** Which brands an item is about and why, and for which of them it is set aside. */
export type About = {
  matchesByBrand: ReadonlyMap<number, MatchOfQuery[]>
  asideByBrand: ReadonlyMap<number, SetAside>
}

/** What an item means: what it is about, whether its author is one of ours, and how it sounds. */
export type Verdict = About & {
  authorKind: HandleKind | null
  scored: Scored
  contributions: Contribution[]
}

type From = { brandId: number | null; source: string }

/**
 * The brands that an item is about, and those that do not want to hear it. A feed that belongs to a brand brings nothing
 * that is not about it.
 */
export function matchItem(item: Heard, feed: From, listening: Listening): About {
  const heard = { ...item, source: feed.source }
  const matchesByBrand = new Map<number, MatchOfQuery[]>()
  if (feed.brandId !== null && listening.thresholds.has(feed.brandId)) matchesByBrand.set(feed.brandId, [])
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

/** What a matched item means. */
export function judgeItem(
  item: Heard,
  about: About,
  feed: { source: string },
  { listening, scorer }: { listening: Listening; scorer: Scorer },
): Verdict {
  return {
    ...about,
    authorKind: listening.handles.kindOf(feed.source, item.author, item.authorUrl),
    ...scoreItem(item, feed.source, scorer),
  }
}

/** Title and text are scored as one text, unless the text begins with the title: then its words would count twice. */
export function scoreItem(
  { title, text, language }: Judged,
  source: string,
  scorer: Scorer,
): Pick<Verdict, 'scored' | 'contributions'> {
  const lead = title === '' || text.startsWith(title) ? '' : `${title}\n`
  const scored = scorer.score(lead + text, { source, ...(language !== null && { language }) })
  const contributions = scored.contributions.map(({ start, end, ...rest }): Contribution => {
    const inTitle = start < lead.length
    const shift = inTitle ? 0 : lead.length
    return { field: inTitle ? 'title' : 'text', start: start - shift, end: end - shift, ...rest }
  })
  return { scored, contributions }
}

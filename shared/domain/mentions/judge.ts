import type { Contribution, Span } from '../../contract/mention.ts'
import type { Listening } from '../listening/compiled.ts'
import type { Scored, Scorer } from '../scoring/scorer.ts'

/** The part of an item that is matched and scored. */
export type Judged = { title: string; text: string; language: string | null }

export type MatchOfQuery = { queryId: number; queryText: string; spans: Span[] }

/** What an item means: which brands it is about and why, and how it sounds. */
export type Verdict = {
  matchesByBrand: ReadonlyMap<number, MatchOfQuery[]>
  scored: Scored
  contributions: Contribution[]
}

/** The brands that an item is about. A feed that belongs to a brand brings nothing that is not about it. */
export function matchItem(
  item: Judged,
  feed: { brandId: number | null },
  listening: Pick<Listening, 'matcher' | 'queryTexts' | 'thresholds'>,
): Map<number, MatchOfQuery[]> {
  const byBrand = new Map<number, MatchOfQuery[]>()
  if (feed.brandId !== null && listening.thresholds.has(feed.brandId)) byBrand.set(feed.brandId, [])
  for (const match of listening.matcher.match(item)) {
    const queryId = Number(match.queryId)
    const brandId = Number(match.brandId)
    const matches = byBrand.get(brandId) ?? []
    matches.push({ queryId, queryText: listening.queryTexts.get(queryId) ?? '', spans: match.spans })
    byBrand.set(brandId, matches)
  }
  return byBrand
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

import type { PreviewedItem } from '../../contract/brand.ts'
import type { Span } from '../../contract/sentiment.ts'
import type { QueryMatch } from '../matching/matcher.ts'
import type { Scored } from '../scoring/scorer.ts'
import type { Item } from '../sources/item.ts'

type Shown = Pick<Item, 'title' | 'text' | 'url' | 'author' | 'publishedAt'>

/** What an item would look like, before anything is stored. */
export function previewedItem(
  item: Shown,
  matches: readonly Pick<QueryMatch, 'spans'>[],
  scored: Pick<Scored, 'score' | 'label'>,
  queued: boolean,
): PreviewedItem {
  return {
    title: item.title,
    text: item.text,
    url: item.url,
    author: item.author,
    publishedAt: item.publishedAt?.toISOString() ?? null,
    matched: matches.length > 0,
    spans: joinSpans(matches.flatMap((match) => match.spans)),
    score: scored.score,
    label: scored.label,
    queued,
  }
}

/** In reading order, title first; overlapping places made one. */
function joinSpans(spans: readonly Span[]): Span[] {
  const inOrder = spans.toSorted((a, b) =>
    a.field === b.field ? a.start - b.start : a.field === 'title' ? -1 : 1,
  )
  const joined: Span[] = []
  for (const span of inOrder) {
    const last = joined.at(-1)
    if (last?.field === span.field && span.start < last.end) last.end = Math.max(last.end, span.end)
    else joined.push({ ...span })
  }
  return joined
}

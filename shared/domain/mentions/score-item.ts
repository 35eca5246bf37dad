import type { Constant, Contribution, ShownCue, ShownUrgency, Span } from '../../contract/sentiment.ts'
import type { BrandLexicon } from '../scoring/brand-lexicon.ts'
import type { Scored, Scorer } from '../scoring/scorer.ts'

/** The part of an item that is scored. */
export type Judged = { title: string; text: string; language: string | null }

/** How an item sounds and why, at places in its title and text. */
export type ScoredItem = {
  scored: Pick<Scored, 'score' | 'label' | 'pNegative' | 'language' | 'modelVersion'>
  contributions: Contribution[]
  /** Null: not scored. */
  constant: Constant | null
  cues: ShownCue[]
  /** The gravest first. */
  urgency: ShownUrgency[]
}

/**
 * Title and text are scored as one text, unless the text begins with the title: then its words would count twice.
 * @param lexicon the words of the brand that it is about.
 */
export function scoreItem(
  { title, text, language }: Judged,
  source: string,
  scorer: Scorer,
  lexicon?: BrandLexicon,
): ScoredItem {
  const lead = title === '' || text.startsWith(title) ? '' : `${title}\n`
  const { contributions, constant, cues, urgency, ...scored } = scorer.score(lead + text, {
    source,
    ...(language !== null && { language }),
    ...(lexicon && { lexicon }),
  })
  function placed<Stretch extends { start: number; end: number }>(stretch: Stretch): Stretch & Span {
    const inTitle = stretch.start < lead.length
    const shift = inTitle ? 0 : lead.length
    return {
      ...stretch,
      field: inTitle ? 'title' : 'text',
      start: stretch.start - shift,
      end: stretch.end - shift,
    }
  }
  return {
    scored,
    contributions: contributions.map(placed),
    constant: scored.supported ? constant : null,
    cues: cues.map(placed),
    urgency: urgency.map(({ id: kind, ...one }) => placed({ kind, ...one })),
  }
}

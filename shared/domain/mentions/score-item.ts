import { saidIn } from '../../contract/headline.ts'
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
 * Title and text are scored as one text, without what the title only repeats: its words would count twice.
 * `place` says where a stretch of that text stands in them.
 */
export function textToScore(item: Pick<Judged, 'title' | 'text'>) {
  const whole = saidIn(item)
  const lead = whole.length - item.text.length
  return {
    whole,
    place<Stretch extends { start: number; end: number }>(stretch: Stretch): Stretch & Span {
      const inTitle = stretch.start < lead
      const shift = inTitle ? 0 : lead
      return {
        ...stretch,
        field: inTitle ? 'title' : 'text',
        start: stretch.start - shift,
        end: stretch.end - shift,
      }
    },
  }
}

/** @param lexicon the words of the brand that it is about. */
export function scoreItem(item: Judged, source: string, scorer: Scorer, lexicon?: BrandLexicon): ScoredItem {
  const { whole, place } = textToScore(item)
  const { contributions, constant, cues, urgency, ...scored } = scorer.score(whole, {
    source,
    ...(item.language !== null && { language: item.language }),
    ...(lexicon && { lexicon }),
  })
  return {
    scored,
    contributions: contributions.map(place),
    constant: scored.supported ? constant : null,
    cues: cues.map(place),
    urgency: urgency.map(({ id: kind, ...one }) => place({ kind, ...one })),
  }
}

import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { BrandWord } from './brand-lexicon.ts'
import type { ScoreHints, Scorer } from './scorer.ts'

/**
 * The one word or phrase of a text, and the weight for it in the brand's lexicon, with which the scorer would have given
 * the label that staff gave: the strongest that pulled the wrong way. Never a handle or a stop word. Null: no single
 * word does it, or the scorer agrees already, or it does not score the text.
 */
export function offerWord(
  scorer: Scorer,
  text: string,
  hints: ScoreHints,
  wanted: SentimentLabel,
): BrandWord | null {
  const scored = scorer.score(text, hints)
  if (scored.label === null || scored.label === wanted) return null
  return null
}

import type { SentimentLabel } from '../../contract/sentiment.ts'
import { compileBrandLexicon, phraseProblem, withBrandWord, type BrandWord } from './brand-lexicon.ts'
import { smallWords } from './language.ts'
import { boosters, contrasts, negators } from './roles.ts'
import type { Scored, ScoreHints, Scorer } from './scorer.ts'

/** From saying nothing to the strongest that is worth offering. */
const strengths = [0, 1, 3]
/** Log-odds that a word must have pulled the wrong way to be called the one that misled; and to be turned around. */
const leastPull = 0.3
const clearPull = 0.8
/** A text has few words that matter much; each costs a few scorings. */
const mostTried = 6
const longestPhrase = 3
const longestText = 80

const listed = (words: string) => words.split(' ')

/** Words whose weight for one brand would do harm in the next sentence: they say nothing alone, or the same everywhere. */
const stopWords = new Set([
  ...Object.values(smallWords).flatMap(listed),
  ...negators,
  ...contrasts,
  ...boosters.keys(),
  ...listed(
    "is was has had am a an and or the her his she he him hers its we us me am be been being do does doing done than then too also only over under again still even yet go going went gone come came take took taken make made say said get got getting let lets let's put keep kept tried try trying use used using one two three first second third last next day days week weeks month year years time times hour hours today tomorrow yesterday tonight now thing things way lot much many more most few some any all each every other another own same back up down out off into on in by as if so or no yes hi hello hey dear quite new old big small different sent send asked ask told tell know think want need people person someone anyone",
  ),
  ...listed(
    'good great best better nice love loved loves loving like liked likes happy glad amazing awesome excellent wonderful fantastic perfect beautiful thanks thank thx ty cheers please pls sorry hope wish bad worse worst terrible horrible awful hate hated hates poor disappointed disappointing disappointment angry annoyed sad useless ok okay fine really',
  ),
])

/**
 * The one word or phrase of a text that pulled clearly the wrong way, and the weight for it in the brand's lexicon, with
 * which the scorer would have given the label that staff gave: the strongest that pulled the wrong way, made to say
 * nothing or, where that is not enough, as little as does it. It may be one that the lexicon has, with another weight.
 * Never a handle, an address or a stop word. Null: no single word does it, the scorer agrees already, or it does not
 * score the text.
 */
export function offerWord(
  scorer: Scorer,
  text: string,
  hints: ScoreHints,
  wanted: SentimentLabel,
): BrandWord | null {
  const scored = scorer.score(text, { ...hints, explain: true })
  if (scored.label === null || scored.label === wanted) return null
  const known = hints.lexicon ?? compileBrandLexicon([])
  for (const { phrase, pull } of candidates(scored, wanted)) {
    for (const strength of pull >= clearPull ? strengths : [0]) {
      for (const weight of weightsOf(strength, scored.label, wanted)) {
        const lexicon = withBrandWord(known, { phrase, weight })
        if (scorer.score(text, { ...hints, lexicon, explain: false }).label === wanted)
          return { phrase, weight }
      }
    }
  }
  return null
}

/** What words may weigh to move a label towards the one that is wanted. */
function weightsOf(strength: number, given: SentimentLabel, wanted: SentimentLabel): number[] {
  if (strength === 0) return [0]
  if (wanted === 'negative') return [strength]
  if (wanted === 'positive') return [-strength]
  return given === 'negative' ? [-strength] : [strength]
}

type Candidate = { phrase: string; pull: number }

/** Words that pulled the wrong way, the strongest first; in phrases of several words the phrase before its words. */
function candidates({ contributions, label }: Scored, wanted: SentimentLabel): Candidate[] {
  // Towards negative is above 0; what staff call neutral was pulled too far towards the scorer's label.
  const wrong = wanted === 'negative' || (wanted === 'neutral' && label === 'positive') ? -1 : 1
  const found: Candidate[] = []
  const pulling = contributions
    .filter(({ weight }) => weight * wrong >= leastPull)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  for (const { text, weight } of pulling) {
    for (const phrase of [text, ...text.split(/\s+/)]) {
      const cleaned = phrase.trim()
      if (isWorthOffering(cleaned) && !found.some((known) => known.phrase === cleaned))
        found.push({ phrase: cleaned, pull: Math.abs(weight) })
    }
  }
  return found.slice(0, mostTried)
}

function isWorthOffering(phrase: string): boolean {
  if (phrase.length > longestText || phraseProblem(phrase) !== null) return false
  if (/^[@＠=＝]|:\/\/|\n/.test(phrase)) return false
  const words = phrase.toLowerCase().replaceAll('’', "'").split(/\s+/)
  if (words.length > longestPhrase) return false
  if (words.some((word) => /^[@＠]/.test(word))) return false
  // An emoji or a face is worth it, a number is not.
  if (words.every((word) => !/[\p{L}\p{S}\p{P}]/u.test(word) || /^[\p{N}.,:%]+$/u.test(word))) return false
  return words.some((word) => !stopWords.has(word.replace(/^#/, '')))
}

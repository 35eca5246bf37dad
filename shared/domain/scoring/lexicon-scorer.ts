import type { SentimentLabel } from '../../contract/mention.ts'
import { isForeignScript, LanguageGuess } from './language.ts'
import { negators, wordPoints } from './lexicon.ts'
import type { Scored, ScoredStretch, Scorer } from './scorer.ts'
import { eachWord } from './words.ts'

const modelVersion = 'afinn-165/1'

/** From this score on a text counts as positive, and from its negative on as negative; between them it is neutral. */
export const labelThreshold = 0.15

/**
 * `x` is the sum of the points over the square root of the number of words (plus 5, so that a single word is no
 * verdict): of sum, mean and this, it ranked complaints best on most labelled sets tried.
 */
const strength = (points: number, words: number) => points / Math.sqrt(words + 5)
/** −1…1. */
const scoreOf = (x: number) => Math.tanh(x)
/** Logistic regression of "negative" on `x`, fitted once on five openly licensed labelled sets of equal weight. */
const pNegativeOf = (x: number) => 1 / (1 + Math.exp(0.82 + 2.05 * x))

const labelOf = (score: number): SentimentLabel =>
  score <= -labelThreshold ? 'negative' : score >= labelThreshold ? 'positive' : 'neutral'

const signed = (points: number) => (points > 0 ? `+${points}` : `−${Math.abs(points)}`)

function reason(word: string, points: number, negator: string | null): string {
  const rated = `“${word}” counts ${signed(points)}`
  return negator === null ? rated : `${rated}, turned by “${negator}” before it`
}

const unsupported = (language: string | null): Scored => ({
  pNegative: null,
  label: null,
  score: null,
  language,
  supported: false,
  contributions: [],
  cues: [],
  modelVersion,
})

/** Feeds often name a wrong language, so a hint decides only where the text's own small words do not. */
function isForeignHint(language: string | undefined): language is string {
  return language !== undefined && language !== '' && !/^(en|und|mul|zxx)\b/i.test(language)
}

/**
 * Scores English with the words and points of the `sentiment` package (AFINN-165 and its emoji): each rated word
 * counts its points, turned around when a negator stands right before it. What it cannot judge it does not score.
 */
export function createLexiconScorer(): Scorer {
  function score(text: string, hints: { language?: string; source?: string } = {}): Scored {
    if (isForeignScript(text)) return unsupported(hints.language ?? null)

    const contributions: ScoredStretch[] = []
    const guess = new LanguageGuess()
    let points = 0
    let words = 0
    let before = ''
    eachWord(text, (word, start, end, emojiWeight) => {
      words++
      guess.see(word)
      const rated = emojiWeight ?? wordPoints.get(word)
      if (rated !== undefined && rated !== 0) {
        const negator = negators.has(before) ? before : null
        const weight = negator === null ? rated : -rated
        points += weight
        contributions.push({
          start,
          end,
          text: text.slice(start, end),
          weight,
          why: reason(word, rated, negator),
        })
      }
      before = word
    })

    const language = guess.best()
    if (language !== null && language !== 'en') return unsupported(language)
    if (language === null && isForeignHint(hints.language)) return unsupported(hints.language)
    const x = strength(points, words)
    const result = scoreOf(x)
    return {
      pNegative: pNegativeOf(x),
      label: labelOf(result),
      score: result,
      language,
      supported: true,
      contributions,
      cues: [],
      modelVersion,
    }
  }
  return { modelVersion, score }
}

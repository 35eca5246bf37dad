import type { Contribution, SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'
import type { BrandLexicon } from './brand-lexicon.ts'

/**
 * One stretch of the scored text that moved the score. Offsets in UTF-16 code units, end exclusive. `weight` is its part
 * of the log-odds of "negative": above 0 it makes the text more negative.
 */
export type ScoredStretch = Omit<Contribution, 'field'>

/** A sign that is not a sentiment word: a demand, money, an outage, …; `why` is what staff read. */
export type Cue = { id: string; start: number; end: number; why: string }

/** A reason to hurry, apart from how the text sounds. */
export type UrgencyReason = Cue & { id: UrgencyKind; text: string }

export type Scored = {
  /** Probability that the text is negative, 0…1; null when it cannot be judged. */
  pNegative: number | null
  label: SentimentLabel | null
  /** −1 (negative) … 1 (positive). */
  score: number | null
  /** BCP 47, where known. */
  language: string | null
  /** False when the scorer cannot judge this text or its language: then nothing is scored, never 0. */
  supported: boolean
  /** In the text's order, without overlap. Their weights and the `constant`'s sum to the log-odds of `pNegative`. */
  contributions: ScoredStretch[]
  /** What no stretch of the text adds: where every text starts, its length, and the words that count very little. */
  constant: { weight: number; why: string }
  /** In the text's order. */
  cues: Cue[]
  /** One of a kind, the gravest first. */
  urgency: UrgencyReason[]
  modelVersion: string
}

export type ScoreHints = {
  /** What the platform says, BCP 47. */
  language?: string
  source?: string
  /** The words of the brand that it is said about; what says nothing about how it sounds changes nothing. */
  lexicon?: BrandLexicon
  /** `false`: no contributions, cues and urgency, which is quicker. */
  explain?: boolean
}

/** The language of a text by its words alone, BCP 47; null when nothing tells. */
export type LanguageOf = (text: string) => string | null

/** Judges how a text sounds. Pure, deterministic, linear in the text's length. */
export type Scorer = {
  modelVersion: string
  /** What `score` calls the language of a text without a hint. */
  languageOf: LanguageOf
  score(text: string, hints?: ScoreHints): Scored
}

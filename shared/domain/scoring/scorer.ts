import type { Contribution, SentimentLabel } from '../../contract/mention.ts'

/** One stretch of the scored text that moved the score. Offsets in UTF-16 code units, end exclusive. */
export type ScoredStretch = Omit<Contribution, 'field'>

/** A sign that is not a sentiment word: a demand, money, an outage, … */
export type Cue = { id: string; start: number; end: number }

export type Scored = {
  /** Probability that the text is negative, 0…1; null when it cannot be judged. */
  pNegative: number | null
  label: SentimentLabel | null
  /** −1 (negative) … 1 (positive). */
  score: number | null
  /** BCP 47, where known. */
  language: string | null
  /** False when the scorer cannot judge this language: then nothing is scored, never 0. */
  supported: boolean
  contributions: ScoredStretch[]
  cues: Cue[]
  modelVersion: string
}

/** Judges how a text sounds. Pure, deterministic, linear in the text's length. */
export type Scorer = {
  modelVersion: string
  score(text: string, hints?: { language?: string; source?: string }): Scored
}

import { z } from 'zod'
import { personRef } from './person.ts'

export const sentimentLabels = ['negative', 'neutral', 'positive'] as const
export type SentimentLabel = (typeof sentimentLabels)[number]

/**
 * How a text sounds: what the scorer said, and what staff made of it. Score and probability are null when the scorer
 * does not support the text's language: never read as neutral.
 */
export const sentiment = z.object({
  /** −1 (worst) … 1 (best). */
  score: z.number().min(-1).max(1).nullable(),
  /** What counts everywhere: the staff's label where somebody has corrected it, else the scorer's. */
  label: z.enum(sentimentLabels).nullable(),
  /** The scorer's, whatever staff say. */
  scoredLabel: z.enum(sentimentLabels).nullable(),
  /** Who has corrected (or confirmed) the label last; null: nobody. */
  corrected: z.object({ by: personRef, at: z.iso.datetime() }).nullable(),
  /** Probability that a person would call the text negative, 0…1, before any calibration. */
  pNegative: z.number().min(0).max(1).nullable(),
  language: z.string().nullable(),
  modelVersion: z.string(),
})
export type Sentiment = z.infer<typeof sentiment>

/** A stretch of the mention's text (or title) in UTF-16 code units, end exclusive. */
export const span = z.object({ field: z.enum(['title', 'text']), start: z.int(), end: z.int() })
export type Span = z.infer<typeof span>

/** Words that moved the score, where they stand, and their part of the log-odds of “negative”: above 0 is worse. */
export const contribution = span.extend({ text: z.string(), weight: z.number(), why: z.string() })
export type Contribution = z.infer<typeof contribution>

/** What no word adds to the log-odds: where every text starts. With all contributions it sums to them. */
export const constant = z.object({ weight: z.number(), why: z.string() })
export type Constant = z.infer<typeof constant>

/** Signs of a complaint that are no words of feeling: waiting, no reply, a demand, … */
export const cue = span.extend({ id: z.string(), why: z.string() })
export type ShownCue = z.infer<typeof cue>

/** Reasons to hurry, apart from how a text sounds. */
export const urgencyKinds = [
  'safety',
  'legal',
  'vulnerable',
  'press',
  'outage',
  'money',
  'deadline',
  'waitingTime',
  'question',
] as const
export type UrgencyKind = (typeof urgencyKinds)[number]

export const urgencyReason = span.extend({ kind: z.enum(urgencyKinds), text: z.string(), why: z.string() })
export type ShownUrgency = z.infer<typeof urgencyReason>

import type { SentimentLabel } from '../../contract/sentiment.ts'
import type { LogOdds } from './model.ts'

/** How far a text must sound bad, or good, to be called so. Log-odds. */
export type Limits = { negative: number; positive: number }

export type Sounds = { label: SentimentLabel; score: number }

/** What speaks for "neutral" speaks against both others; more of it than this ranks complaints worse. */
const neutralShare = 0.5

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/** 0 up to the limit, from there up to 1 as the probability grows to 1. */
function beyond(odds: number, limit: number): number {
  if (odds <= limit) return 0
  const least = sigmoid(limit)
  return (sigmoid(odds) - least) / (1 - least)
}

/** The score is −1 (bad) … 1 (good); what is neither is 0, and neutral. The label is what the score says. */
export function soundsOf({ negative, positive, neutral }: LogOdds, limits: Limits): Sounds {
  const doubt = neutralShare * neutral
  const score = beyond(positive - doubt, limits.positive) - beyond(negative - doubt, limits.negative)
  return { label: score < 0 ? 'negative' : score > 0 ? 'positive' : 'neutral', score }
}

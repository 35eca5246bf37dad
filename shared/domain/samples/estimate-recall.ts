import type { Sample } from '../../contract/trust.ts'

/** With fewer labels of samples an estimate would say next to nothing. */
const fewest = 30
/** What the scorer itself expects of what it queued counts like so many decisions of staff. */
const expectationCounts = 10
/** Of the normal distribution, two-sided 95 %. */
const z = 1.959964

/** Mentions that were drawn by lot, weighed by how many each stands for. */
export type Drawn = {
  /** How many mentions were not queued, over all draws: the sum of the weights. */
  notQueued: number
  reviewed: number
  /** Sums over those reviewed: of the weights, of their squares, and of the weights of those that are negative. */
  weight: number
  squares: number
  negative: number
}
/** Mentions that queued by themselves in the same days. */
export type Queued = {
  count: number
  /** Found by staff to be negative or not, and of these negative. */
  decided: number
  negative: number
  /** Mean probability that one of them is negative, as the scorer says. */
  expected: number
}

/**
 * Of all complaints, the part that the queue caught: caught ÷ (caught + missed). Missed is the number not queued × the
 * part of the samples that staff labelled negative, each weighed by the inverse of its chance to be drawn (the ratio form
 * of Horvitz and Thompson's estimator, 1952; Hájek, 1971), so that it also holds while some samples are unlabelled.
 * Caught is the number queued × the part of them that staff found negative. The interval is Wilson's (1927) for the
 * missed part, with the effective number of labels, (Σw)² ÷ Σw² (Kish, 1965); what was caught is counted on so many
 * decisions that it is taken as known. Null: fewer than 30 samples are labelled, or there are no complaints at all.
 */
export function estimateRecall(drawn: Drawn, queued: Queued): Sample['recall'] {
  if (drawn.reviewed < fewest) return null
  const caught =
    (queued.count * (queued.negative + expectationCounts * queued.expected)) /
    (queued.decided + expectationCounts)
  const recall = (missedPart: number) => caught / (caught + drawn.notQueued * missedPart)
  const missedPart = drawn.negative / drawn.weight
  if (caught + missedPart === 0) return null
  const missed = wilson(missedPart, drawn.weight ** 2 / drawn.squares)
  return { estimate: recall(missedPart), low: recall(missed.high), high: recall(missed.low) }
}

/** Wilson's score interval of a part, 0…1, of `count` (which need not be whole). */
export function wilson(part: number, count: number): { low: number; high: number } {
  const spread = z * Math.sqrt((part * (1 - part)) / count + z ** 2 / (4 * count ** 2))
  const scale = 1 + z ** 2 / count
  const middle = part + z ** 2 / (2 * count)
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

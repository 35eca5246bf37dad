import type { ThresholdPicture } from '../../contract/trust.ts'
import { bandCount, bandOf, stepCount, stepsInBand, thresholdOf } from './bands.ts'
import publicTexts from './public-texts.json' with { type: 'json' }

/** Mentions that enter the queue from this threshold on, and what is known of them. */
export type Step = {
  step: number
  mentions: number
  /** Labels of staff, and of these such of daily samples. */
  corrections: number
  sampled: number
  /** Found by staff to be negative or not, and of these negative. */
  known: number
  negative: number
  /** The same of those that were not chosen for being wrong: samples, and what queued by itself. */
  fairlyKnown: number
  fairlyNegative: number
}

/** What public texts say about a band counts like so many labels of staff. */
const publicCounts = 10

/**
 * What each threshold would mean. In each band of scores, what staff have shown counts as it is; of the rest, such a part
 * is taken to be negative as of those that staff were shown by lot or by the queue, with the part of public texts in this
 * band as ten labels more (a beta prior). Without mentions it is the picture of public texts.
 * @param days that the mentions are from.
 */
export function drawPicture(steps: readonly Step[], days: number): Omit<ThresholdPicture, 'brandId'> {
  const sum = (of: (step: Step) => number) => steps.reduce((total, step) => total + of(step), 0)
  const mentions = sum((step) => step.mentions)
  const span = Math.min(30, Math.max(1, days))
  const { counts, negative, fromPublic } = mentions === 0 ? ofPublicTexts() : estimate(steps)
  const all = negative.reduce((total, one) => total + one, 0)
  let queued = 0
  let found = 0
  const points = Array.from({ length: stepCount }, (_, step) => {
    queued += counts[step]!
    found += negative[step]!
    return {
      threshold: thresholdOf(step),
      perDay: mentions === 0 ? 0 : queued / span,
      precision: queued === 0 ? null : found / queued,
      recall: all === 0 ? null : found / all,
    }
  })
  return {
    days: span,
    mentions,
    corrections: sum(({ corrections }) => corrections),
    sampled: sum(({ sampled }) => sampled),
    fromPublic,
    points,
  }
}

/** By step: how many there are, and how many of them are taken to be negative. */
type Estimate = { counts: number[]; negative: number[]; fromPublic: number }

function estimate(steps: readonly Step[]): Estimate {
  const fair = Array.from({ length: bandCount }, () => ({ known: 0, negative: 0 }))
  for (const { step, fairlyKnown, fairlyNegative } of steps) {
    const band = fair[bandOf(step)]!
    band.known += fairlyKnown
    band.negative += fairlyNegative
  }
  const counts = Array.from({ length: stepCount }, () => 0)
  const negative = [...counts]
  let fromPublic = 0
  let all = 0
  for (const { step, mentions, known, negative: shown } of steps) {
    const band = bandOf(step)
    const labels = fair[band]!.known + publicCounts
    const part = (fair[band]!.negative + publicCounts * publicPart(band)) / labels
    counts[step] = mentions
    negative[step] = shown + (mentions - known) * part
    fromPublic += ((mentions - known) * publicCounts) / labels
    all += mentions
  }
  return { counts, negative, fromPublic: fromPublic / all }
}

const publicPart = (band: number) => {
  const { texts, negative } = publicTexts.bands[band]!
  return (negative + 0.5) / (texts + 1)
}

function ofPublicTexts(): Estimate {
  const counts = Array.from({ length: stepCount }, (_, step) => {
    const band = bandOf(step)
    return step === 0 ? 0 : publicTexts.bands[band]!.texts / stepsInBand[band]!
  })
  return { counts, negative: counts.map((count, step) => count * publicPart(bandOf(step))), fromPublic: 1 }
}

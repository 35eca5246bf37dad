import { soundsOf, type Limits } from '../labels.ts'
import type { LogOdds } from '../model.ts'
import type { Label } from './labelled-text.ts'

export type Tried = { label: Label; odds: LogOdds }

const numberOf = { negative: -1, neutral: 0, positive: 1 } as const
const least = -2.5
const most = 2.5
const steps = 50

/** A complaint that is missed costs half as much again as what is shown in vain. */
const worth = { negative: 1.5, neutral: 1, positive: 1 }
const worths = [worth.negative, worth.neutral, worth.positive]
const allWorth = worths.reduce((sum, one) => sum + one)

/** Recalls this near to the best are as good: which of them is the best is chance. */
const asGood = 0.003

/** The limits at which the three labels are recalled best, in the mean of the sets: the middle of all that do as well. */
export function chooseLimits(sets: readonly (readonly Tried[])[]): Limits {
  const tries = Array.from({ length: steps + 1 }, (_, step) => least + ((most - least) * step) / steps)
  const judged = sets.filter((set) => set.length > 0)
  if (judged.length === 0) throw new Error('No text is held out to choose limits with.')
  const all = tries.flatMap((negative) =>
    tries.map((positive) => {
      const limits = { negative, positive }
      return { limits, recall: judged.reduce((sum, set) => sum + recallOf(set, limits), 0) / judged.length }
    }),
  )
  const best = Math.max(...all.map(({ recall }) => recall))
  const good = all.filter(({ recall }) => recall >= best - asGood)
  const middle = (of: keyof Limits) => good.reduce((sum, { limits }) => sum + limits[of], 0) / good.length
  return { negative: rounded(middle('negative')), positive: rounded(middle('positive')) }
}

const rounded = (value: number) => Math.round(value * 10) / 10

function recallOf(tried: readonly Tried[], limits: Limits): number {
  const all = [0, 0, 0]
  const hits = [0, 0, 0]
  for (const { label, odds } of tried) {
    all[label + 1]!++
    if (numberOf[soundsOf(odds, limits).label] === label) hits[label + 1]!++
  }
  return (
    all.reduce((sum, count, at) => sum + (count === 0 ? 0 : (worths[at]! * hits[at]!) / count), 0) / allWorth
  )
}

import { plattFit, usualWorkspace } from '../../shared/domain/scoring/platt.ts'
import { createRandom } from '../../shared/domain/scoring/training/random.ts'
import type { LabelledRow } from '../support/sentiment-sets.ts'
import { areaUnderCurve, averagePrecision, calibrationError, macro, recallAt } from './ranking.ts'
import type { NamedScorer } from './scorers.ts'

/** Shares, 0…1, and the slope of log-odds; what is about probabilities is null for a scorer that names none. */
export type Figures = {
  ap: number
  auc: number
  ap20: number
  r80: number
  r90: number
  f1: number
  recall: number
  off: number | null
  offAfterLabels: number | null
  slope: number | null
  scored: number | null
  textsPerSecond: number
}

type Judged = { probability: number; isNegative: boolean }

const labelled = 200
const draws = 60
/** What is too small to draw from says little. */
const leastToDraw = 2 * labelled

/** What a scorer is worth on a set that has texts which are negative and others. */
export function judgeSet({ judge }: NamedScorer, rows: readonly LabelledRow[]): Figures {
  const wanted = rows.map(({ y }) => y < 0)
  const before = performance.now()
  const verdicts = rows.map(({ text }) => judge(text))
  const textsPerSecond = (rows.length * 1000) / (performance.now() - before)
  const negative = verdicts.map((one) => one.negative)
  const { f1, recall } = macro(
    verdicts.map(({ label }) => label),
    rows.map(({ y }) => y),
  )
  const judged = verdicts.flatMap(({ probability }, at): Judged[] =>
    probability === null ? [] : [{ probability, isNegative: wanted[at]! }],
  )
  return {
    ap: averagePrecision(negative, wanted),
    auc: areaUnderCurve(negative, wanted),
    ap20: averagePrecision(negative, wanted, 0.2),
    r80: recallAt(negative, wanted, 0.8),
    r90: recallAt(negative, wanted, 0.9),
    f1,
    recall,
    off: judged.length === 0 ? null : errorOf(judged),
    offAfterLabels: judged.length < leastToDraw ? null : errorAfterLabels(judged),
    slope: judged.length < leastToDraw ? null : plattFit(judged.map(asJudgement)).slope,
    scored: judged.length === 0 ? null : judged.length / rows.length,
    textsPerSecond,
  }
}

const errorOf = (judged: readonly Judged[]) =>
  calibrationError(
    judged.map(({ probability }) => probability),
    judged.map(({ isNegative }) => isNegative),
  )

/** How far probabilities are off after 200 labels drawn by lot, on the rest: the mean of several draws. */
function errorAfterLabels(judged: readonly Judged[]): number {
  const random = createRandom(1)
  let sum = 0
  for (let draw = 0; draw < draws; draw++) {
    const mixed = judged
      .map((one) => ({ one, lot: random() }))
      .toSorted((a, b) => a.lot - b.lot)
      .map(({ one }) => one)
    const { slope, offset } = plattFit(mixed.slice(0, labelled).map(asJudgement), usualWorkspace)
    sum += errorOf(
      mixed.slice(labelled).map(({ probability, isNegative }) => ({
        probability: 1 / (1 + Math.exp(-(slope * logOddsOf(probability) + offset))),
        isNegative,
      })),
    )
  }
  return sum / draws
}

const asJudgement = ({ probability, isNegative }: Judged) => ({
  logOdds: logOddsOf(probability),
  isNegative,
})

const logOddsOf = (probability: number) => Math.log(probability / (1 - probability))

import { calibrated, correctionsForCalibration, type Calibration } from '../../contract/calibration.ts'
import { calibrationError } from '../scoring/calibration-error.ts'
import { plattFit, usualWorkspace, type Expectation } from '../scoring/platt.ts'
import { fairLabels, type StaffLabel } from './fair-labels.ts'

const folds = 5
/** So many labels of samples say whether a fit helps where nobody chose what to label. */
const sampledThatDecide = 50
/**
 * With fewer negative ones, or fewer others, labels say nothing about how to tell them apart; with fewer on one side of
 * even odds (only samples are labelled, or only the queue), a fit would say of that side what it has not seen.
 */
const fewestOfEach = 10
/**
 * Of five open sets, slopes were 0.90 to 1.02 and offsets −0.4 to 0.9. What is far beyond is no other kind of text: it is
 * labels of one kind only, such as by who marks nothing but complaints, or by who says the same of everything.
 */
const believable = { slope: { least: 0.6, most: 1.7 }, offset: { most: 2 } }
/** Wider than what is usual, so that labels beyond belief show as such. */
const openMind: Expectation = { slope: 0.15, offset: 0.6 }

/**
 * Fits percentages to the labels of staff (Platt, with what is usual as the start), and says by how much they are off
 * before and after: five times, each fifth of the labels is judged by a fit to the others. Null: there are fewer than
 * 200 fair labels, nearly all are of one kind or of scores on one side, the fit is beyond belief, or it would make
 * percentages worse, on all of them or, where enough of them come from samples, on those (by their mean log loss).
 */
export function fitCalibration(labels: readonly StaffLabel[]): Omit<Calibration, 'fittedAt'> | null {
  const fair = fairLabels(labels)
  if (fair.length < correctionsForCalibration) return null
  if (!bothWays(fair, ({ isNegative }) => isNegative)) return null
  if (!bothWays(fair, ({ pNegative }) => pNegative > 0.5)) return null
  const before = fair.map((one) => ({ ...one, probability: one.pNegative }))
  const after = Array.from({ length: folds }, (_, fold) => {
    const fit = fitTo(fair.filter((_one, at) => at % folds !== fold))
    const unseen = fair.filter((_one, at) => at % folds === fold)
    return unseen.map((one) => ({ ...one, probability: calibrated(one.pNegative, fit) }))
  }).flat()
  const errorBefore = calibrationError(before)
  const errorAfter = calibrationError(after)
  const fit = fitTo(fair)
  if (!isBelievable(fitTo(fair, openMind)) || errorAfter >= errorBefore || !helpsSampled(before, after))
    return null
  return { ...fit, corrections: fair.length, errorBefore, errorAfter }
}

function bothWays(labels: readonly StaffLabel[], is: (label: StaffLabel) => boolean): boolean {
  const those = labels.filter(is).length
  return Math.min(those, labels.length - those) >= fewestOfEach
}

const fitTo = (labels: readonly StaffLabel[], expected = usualWorkspace) =>
  plattFit(
    labels.map(({ pNegative, isNegative }) => {
      const safe = Math.min(1 - 1e-9, Math.max(1e-9, pNegative))
      return { logOdds: Math.log(safe / (1 - safe)), isNegative }
    }),
    expected,
  )

const isBelievable = ({ slope, offset }: ReturnType<typeof fitTo>): boolean =>
  slope >= believable.slope.least &&
  slope <= believable.slope.most &&
  Math.abs(offset) <= believable.offset.most

type Said = StaffLabel & { probability: number }

function helpsSampled(before: readonly Said[], after: readonly Said[]): boolean {
  const was = before.filter(({ sampled }) => sampled)
  return was.length < sampledThatDecide || logLoss(after.filter(({ sampled }) => sampled)) < logLoss(was)
}

function logLoss(said: readonly Said[]): number {
  const losses = said.map(({ probability, isNegative }) =>
    Math.log(Math.max(1e-9, isNegative ? probability : 1 - probability)),
  )
  return -losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}

import { calibrated, correctionsForCalibration, type Calibration } from '../../contract/calibration.ts'
import { calibrationError } from '../scoring/calibration-error.ts'
import { plattFit, usualWorkspace, type Judgement } from '../scoring/platt.ts'
import { weighLabels, type StaffLabel } from './weigh-labels.ts'

const folds = 5
/** So many labels of samples say whether a fit helps where nobody chose what to label. */
const sampledThatDecide = 50

type Weighed = StaffLabel & { weight: number }

/**
 * Fits percentages to the labels of staff (Platt, with what is usual as the start), and says by how much they are off
 * before and after: five times, each fifth of the labels is judged by a fit to the others. Null: there are too few
 * labels, counted as `weighLabels` has them, or it would make percentages worse, on all labels or, where enough of them
 * come from samples, on those (by their mean log loss).
 */
export function fitCalibration(labels: readonly StaffLabel[]): Omit<Calibration, 'fittedAt'> | null {
  if (labels.length < correctionsForCalibration) return null
  const weights = weighLabels(labels)
  const weighed = labels.map((label, at): Weighed => ({ ...label, weight: weights[at]! }))
  const counting = weights.reduce((sum, weight) => sum + weight, 0)
  if (counting < correctionsForCalibration / 2) return null

  const after = Array.from({ length: folds }, (_, fold) => {
    const fit = fitTo(weighed.filter((_one, at) => at % folds !== fold))
    const unseen = weighed.filter((_one, at) => at % folds === fold)
    return unseen.map((one) => ({ ...one, probability: calibrated(one.pNegative, fit) }))
  }).flat()
  const before = weighed.map((one) => ({ ...one, probability: one.pNegative }))
  const errorBefore = calibrationError(before)!
  const errorAfter = calibrationError(after)!
  const fit = fitTo(weighed)
  if (fit.slope <= 0 || errorAfter >= errorBefore || !helpsSampled(before, after)) return null
  return { ...fit, corrections: labels.length, errorBefore, errorAfter }
}

const fitTo = (labels: readonly Weighed[]) =>
  plattFit(
    labels.map(({ pNegative, isNegative, weight }): Judgement => {
      const safe = Math.min(1 - 1e-9, Math.max(1e-9, pNegative))
      return { logOdds: Math.log(safe / (1 - safe)), isNegative, weight }
    }),
    usualWorkspace,
  )

type Said = StaffLabel & { probability: number }

function helpsSampled(before: readonly Said[], after: readonly Said[]): boolean {
  const [was, is] = [before, after].map((said) => said.filter(({ sampled }) => sampled))
  return was!.length < sampledThatDecide || logLoss(is!) < logLoss(was!)
}

function logLoss(said: readonly Said[]): number {
  const losses = said.map(({ probability, isNegative }) =>
    Math.log(Math.max(1e-9, isNegative ? probability : 1 - probability)),
  )
  return -losses.reduce((sum, loss) => sum + loss, 0) / losses.length
}

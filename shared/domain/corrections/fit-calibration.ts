import { calibrated, correctionsForCalibration, type Calibration } from '../../contract/calibration.ts'
import { calibrationError } from '../scoring/calibration-error.ts'
import { plattFit, usualWorkspace } from '../scoring/platt.ts'
import { fairLabels, type StaffLabel } from './fair-labels.ts'

const folds = 5
/** So many labels of samples say whether a fit helps where nobody chose what to label. */
const sampledThatDecide = 50

/**
 * Fits percentages to the labels of staff (Platt, with what is usual as the start), and says by how much they are off
 * before and after: five times, each fifth of the labels is judged by a fit to the others. Null: there are fewer than
 * 200 fair labels, or it would make percentages worse, on all of them or, where enough of them come from samples, on
 * those (by their mean log loss).
 */
export function fitCalibration(labels: readonly StaffLabel[]): Omit<Calibration, 'fittedAt'> | null {
  const fair = fairLabels(labels)
  if (fair.length < correctionsForCalibration) return null
  const before = fair.map((one) => ({ ...one, probability: one.pNegative }))
  const after = Array.from({ length: folds }, (_, fold) => {
    const fit = fitTo(fair.filter((_one, at) => at % folds !== fold))
    const unseen = fair.filter((_one, at) => at % folds === fold)
    return unseen.map((one) => ({ ...one, probability: calibrated(one.pNegative, fit) }))
  }).flat()
  const errorBefore = calibrationError(before)
  const errorAfter = calibrationError(after)
  const fit = fitTo(fair)
  if (fit.slope <= 0 || errorAfter >= errorBefore || !helpsSampled(before, after)) return null
  return { ...fit, corrections: fair.length, errorBefore, errorAfter }
}

const fitTo = (labels: readonly StaffLabel[]) =>
  plattFit(
    labels.map(({ pNegative, isNegative }) => {
      const safe = Math.min(1 - 1e-9, Math.max(1e-9, pNegative))
      return { logOdds: Math.log(safe / (1 - safe)), isNegative }
    }),
    usualWorkspace,
  )

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

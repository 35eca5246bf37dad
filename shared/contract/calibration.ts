import { z } from 'zod'

/** So many labels of staff make the percentages of a workspace its own; until then bands are shown. */
export const correctionsForCalibration = 200

/** Log-odds as they are calibrated to the labels of this workspace's staff: `slope` × log-odds + `offset` (Platt). */
export const calibration = z.object({
  slope: z.number().positive(),
  offset: z.number(),
  /** Labels that it was fitted to. */
  corrections: z.int(),
  /** Mean distance of percentages from what staff said (expected calibration error, 0…1), on labels not fitted to. */
  errorBefore: z.number(),
  errorAfter: z.number(),
  fittedAt: z.iso.datetime(),
})
export type Calibration = z.infer<typeof calibration>

/** `calibration` is null until there are enough labels, and while a fit would make percentages worse. */
export const calibrationState = z.object({
  calibration: calibration.nullable(),
  corrections: z.int(),
  needed: z.literal(correctionsForCalibration),
})
export type CalibrationState = z.infer<typeof calibrationState>

/** The calibrated probability that a person of this workspace would call the text negative, 0…1. */
export function calibrated(
  pNegative: number,
  { slope, offset }: Pick<Calibration, 'slope' | 'offset'>,
): number {
  const safe = Math.min(1 - 1e-9, Math.max(1e-9, pNegative))
  return 1 / (1 + Math.exp(-(slope * Math.log(safe / (1 - safe)) + offset)))
}

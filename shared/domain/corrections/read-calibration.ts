import { sql } from 'kysely'
import { correctionsForCalibration, type CalibrationState } from '../../contract/calibration.ts'
import type { Store } from '../../database/store.ts'
import { labelsThatCount, usableLabels } from './calibrate.ts'

/** How percentages are calibrated, and how many labels there are to do so, up to those that count. */
export async function readCalibration(store: Store): Promise<CalibrationState> {
  const { rows } = await sql<{
    corrections: number
    fit: CalibrationState['calibration']
  }>`
    SELECT (SELECT count(*) FROM (
        SELECT FROM ${usableLabels} LIMIT ${sql.lit(labelsThatCount)}
      ) label) AS corrections,
      (SELECT json_build_object('slope', slope, 'offset', intercept, 'corrections', corrections,
        'errorBefore', error_before, 'errorAfter', error_after, 'fittedAt', fitted_at) FROM calibration) AS fit`.execute(
    store.db,
  )
  const { corrections, fit } = rows[0]!
  return {
    calibration: fit && { ...fit, fittedAt: new Date(fit.fittedAt).toISOString() },
    corrections,
    needed: correctionsForCalibration,
  }
}

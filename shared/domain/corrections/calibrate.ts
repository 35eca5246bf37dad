import { sql, type Transaction } from 'kysely'
import { correctionsForCalibration } from '../../contract/calibration.ts'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import type { StaffLabel } from './fair-labels.ts'
import { fitCalibration } from './fit-calibration.ts'

/** The newest so many labels count: what was said long ago may be about another kind of mention. */
export const labelsThatCount = 2000
const moreLabels = 20

/**
 * Whether labels came in since the last fit was tried, twenty more or the first two hundred, or past mentions were scored
 * anew, so that what the scorer says of the labelled ones is another.
 */
export const calibrationOwed = sql<boolean>`(
  SELECT (SELECT count(*) FROM (
      SELECT FROM correction WHERE history_id > calibrated_to LIMIT ${sql.lit(correctionsForCalibration)}
    ) fresh) >= CASE calibrated_to WHEN 0 THEN ${sql.lit(correctionsForCalibration)} ELSE ${sql.lit(moreLabels)} END
    OR EXISTS (SELECT FROM rescoring WHERE finished_at > calibrated_at)
  FROM upkeep)`

/** Standing labels on what could be scored, each with what the scorer says by now; selects from `c` and `m`. */
export const usableLabels = sql`standing_correction c JOIN mention m ON m.id = c.mention_id
  WHERE m.p_negative IS NOT NULL AND c.scored_label IS NOT NULL`

/**
 * Fits percentages to the labels that staff have given, where that is owed; any number of processes may call it at once.
 * Without enough labels, or where it would not help, there is no calibration.
 */
export async function calibrate(store: Store): Promise<void> {
  const changed = await store.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ mine: boolean }>`
      SELECT pg_try_advisory_xact_lock(${sql.lit(advisoryLocks.calibration)}) AND ${calibrationOwed} AS mine`.execute(
      tx,
    )
    return rows[0]!.mine && refit(tx)
  })
  if (changed) store.poke({ about: 'setup', what: 'trust' })
}

async function refit(tx: Transaction<Tables>): Promise<boolean> {
  const { rows } = await sql<{ newest: number; labels: StaffLabel[] }>`
    SELECT (SELECT max(history_id) FROM correction) AS newest, (
      SELECT coalesce(json_agg(label), '[]') FROM (
        SELECT m.p_negative AS "pNegative", c.label = 'negative' AS "isNegative", c.label = c.scored_label AS agrees,
          c.sampled
        FROM ${usableLabels} ORDER BY c.at DESC LIMIT ${sql.lit(labelsThatCount)}
      ) label) AS labels`.execute(tx)
  const { newest, labels } = rows[0]!
  const fit = fitCalibration(labels)
  const changed = fit
    ? await sql`
        INSERT INTO calibration (slope, intercept, corrections, error_before, error_after)
        VALUES (${fit.slope}, ${fit.offset}, ${fit.corrections}, ${fit.errorBefore}, ${fit.errorAfter})
        ON CONFLICT (single) DO UPDATE SET slope = EXCLUDED.slope, intercept = EXCLUDED.intercept,
          corrections = EXCLUDED.corrections, error_before = EXCLUDED.error_before,
          error_after = EXCLUDED.error_after, fitted_at = now()`.execute(tx)
    : await sql`DELETE FROM calibration`.execute(tx)
  await sql`UPDATE upkeep SET calibrated_to = ${newest}, calibrated_at = now()`.execute(tx)
  return Number(changed.numAffectedRows ?? 0) > 0
}

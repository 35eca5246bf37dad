import { sql } from 'kysely'

/** Thresholds that are shown: from −1 to 1 in steps of a twentieth. */
const stepsPerUnit = 20
export const stepCount = 2 * stepsPerUnit + 1
/** The threshold 0, which takes in all that is neither negative nor positive: most texts. */
const zero = stepsPerUnit
/** Bands of a tenth of the score, in which texts are about as negative as each other; that step is one of its own. */
export const bandCount = 2 * 10 + 1

export const thresholdOf = (step: number): number => Number((step / stepsPerUnit - 1).toFixed(2))

/** The lowest threshold that puts a score into the queue, as its step. */
export const stepOf = (score: number): number =>
  Math.min(stepCount - 1, Math.max(0, Math.ceil(Number(((score + 1) * stepsPerUnit).toFixed(4)))))

/** The same in SQL, of the score of a mention `m`. */
export const stepSql = sql<number>`least(${sql.lit(stepCount - 1)}, greatest(0,
  ceil(round((m.score::numeric + 1) * ${sql.lit(stepsPerUnit)}, 4))))::integer`

export const bandOf = (step: number): number =>
  step < zero ? Math.max(0, Math.ceil(step / 2) - 1) : Math.ceil(step / 2)

/** How many steps that take in any score lie in each band. */
export const stepsInBand: readonly number[] = Array.from({ length: bandCount }, (_, band) =>
  Array.from({ length: stepCount }, (_step, step) => step).filter(
    (step) => step > 0 && bandOf(step) === band,
  ),
).map(({ length }) => length)

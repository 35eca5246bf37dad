import { sql, type RawBuilder } from 'kysely'
import {
  factorPerTenfold,
  harmDoublesMinutes,
  leastReachFactor,
  mostReachFactor,
  priorityParts,
  severityFactors,
  unknownReachFactor,
} from '../../contract/priority.ts'

const minuteMs = 60_000

/** What a mention's place in the queue is told from. */
export type PriorityOf = {
  publishedAt: Date
  severity: number
  /** Null: unknown. */
  potentialReach: number | null
  answerWithinMinutes: number
}

/**
 * The queue's order, earliest first: that of the harm of leaving them unanswered (`priorityParts`). The order of two
 * never changes by itself: lists need no sorting again, and nothing starves.
 */
export function priorityAt({ publishedAt, ...parts }: PriorityOf): Date {
  return new Date(publishedAt.getTime() - Math.round(priorityParts(parts).headStartMinutes * minuteMs))
}

/** The same in SQL, of the expressions given. */
export function prioritySql({
  publishedAt,
  severity,
  potentialReach,
  answerWithinMinutes,
}: Record<keyof PriorityOf, RawBuilder<unknown>>): RawBuilder<Date> {
  const factors = sql.join(severityFactors.map((factor) => sql`${sql.lit(factor)}::float8`))
  const severityFactor = sql`coalesce((ARRAY[${factors}])[${severity} + 1], 1)`
  // In SQL, the least of a number and nothing is the number.
  const reachFactor = sql`CASE WHEN ${potentialReach} IS NULL THEN ${sql.lit(unknownReachFactor)}::float8
    ELSE least(${sql.lit(mostReachFactor)}::float8,
      ${sql.lit(leastReachFactor)}::float8 + ${sql.lit(factorPerTenfold)}::float8 * log(${potentialReach}::float8 + 1)
    ) END`
  // Whole milliseconds, as JavaScript's dates have.
  const owedMinutes = sql`${answerWithinMinutes}::float8 / (${severityFactor} * ${reachFactor})`
  return sql<Date>`(${publishedAt} - round(
    ln(${sql.lit(harmDoublesMinutes)} / (${owedMinutes})) / ln(2::float8) * ${sql.lit(harmDoublesMinutes * minuteMs)}
  ) * interval '1 millisecond')`
}

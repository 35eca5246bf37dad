import { sql, type RawBuilder } from 'kysely'
import type { SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'
import { alwaysQueueingKinds, gravityOf, urgencySeverity, type Gravity } from '../scoring/gravity.ts'

const severityLimits = [-0.15, -0.5, -0.8]

/** What severity is told from. */
export type SeverityParts = {
  score: number | null
  /** What counts: the staff's where `corrected`, else the scorer's. */
  label: SentimentLabel | null
  corrected: boolean
  urgency: readonly { kind: UrgencyKind }[]
}

/**
 * How bad it is: the worse of how it sounds and of its gravest reason to hurry. By the score it is 1 from −0.15 down, 2
 * from −0.5, 3 from −0.8, each rarer than the last and more surely a complaint; what cannot be scored counts as 0. Where
 * staff have said how it sounds, negative is at least 1, and the rest 0. What sounds positive speaks of lawyers and
 * refunds in thanks: only that somebody may get hurt counts there.
 */
export function severityOf({ score, label, corrected, urgency }: SeverityParts): Gravity {
  const kinds = urgency.map(({ kind }) => kind)
  const counting = label === 'positive' ? kinds.filter((kind) => alwaysQueueingKinds.includes(kind)) : kinds
  return Math.max(soundsLike(score, label, corrected), gravityOf(counting)) as Gravity
}

function soundsLike(score: number | null, label: SentimentLabel | null, corrected: boolean): number {
  const scored = score === null ? 0 : severityLimits.filter((limit) => score <= limit).length
  if (!corrected) return scored
  return label === 'negative' ? Math.max(1, scored) : 0
}

const alwaysCounting = sql.join(alwaysQueueingKinds.map((kind) => sql.lit(kind)))

/** The same in SQL, of the expressions given; `urgency` is jsonb. */
export function severitySql({
  score,
  label,
  corrected,
  urgency,
}: Record<'score' | 'label' | 'corrected' | 'urgency', RawBuilder<unknown>>): RawBuilder<number> {
  const reached = severityLimits.map(
    (limit) => sql`(coalesce(${score} <= ${sql.lit(limit)}::real, FALSE))::integer`,
  )
  const scored = sql`(${sql.join(reached, sql` + `)})`
  const graveness = sql.join(
    Object.entries(urgencySeverity).map(([kind, grave]) => sql`WHEN ${sql.lit(kind)} THEN ${sql.lit(grave)}`),
    sql` `,
  )
  return sql<number>`greatest(
    CASE WHEN NOT ${corrected} THEN ${scored} WHEN ${label} = 'negative' THEN greatest(1, ${scored}) ELSE 0 END,
    (SELECT max(CASE reason ->> 'kind' ${graveness} ELSE 0 END) FROM jsonb_array_elements(${urgency}) AS reason
      WHERE ${label} IS DISTINCT FROM 'positive' OR reason ->> 'kind' IN (${alwaysCounting})))::smallint`
}

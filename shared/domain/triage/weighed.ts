import { sql, type RawBuilder } from 'kysely'
import { prioritySql } from '../mentions/priority.ts'
import { severitySql } from '../mentions/severity.ts'

/** Selects `severity` and `priority_at` that a mention `m` has with this label, as its text, brand and score are by now. */
export function weighedSql(label: RawBuilder<unknown>, corrected: RawBuilder<unknown>): RawBuilder<unknown> {
  const severity = severitySql({ score: sql`m.score`, label, corrected, urgency: sql`m.urgency` })
  const priority = prioritySql({
    publishedAt: sql`m.published_at`,
    severity: sql`weighed.severity`,
    potentialReach: sql`i.potential_reach`,
    answerWithinMinutes: sql`b.answer_within_minutes`,
  })
  return sql`
    SELECT weighed.severity, ${priority} AS priority_at
    FROM item i, brand b, (SELECT ${severity} AS severity) weighed
    WHERE i.id = m.item_id AND b.id = m.brand_id`
}

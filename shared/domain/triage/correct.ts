import { sql, type RawBuilder } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import type { SentimentLabel } from '../../contract/sentiment.ts'
import { Problem } from '../../runtime/problem.ts'
import { queueableDays } from '../../contract/triage.ts'
import { arrow } from './arrow.ts'
import type { Condition } from './explain.ts'
import { move, type Move } from './move.ts'
import { weighedSql } from './weighed.ts'

/**
 * Say how it sounds, in any state and whoever owns it; what the scorer said is kept. The same as the scorer's confirms it.
 * Null lets the scorer's count again. A complaint found in the stream enters the queue, as it would have done by itself.
 */
export const correct: Move<'correct'> = (store, by, mentionId, body, key) =>
  move(store, by, mentionId, body, key, {
    ...(body.label === null ? withdrawal(by, mentionId) : correction(by, mentionId, body.label)),
    keepsLabel: true,
  })

const correction = (by: Viewer, mentionId: number, label: SentimentLabel) =>
  arrow(
    'correct',
    by,
    mentionId,
    sql`label = ${label}, corrected_by = ${by.id}, corrected_at = now(), ${weighedAs(sql`${label}::text`, sql`TRUE`)}
      ${label === 'negative' ? sql`, ${intoQueue}` : sql``}`,
    {
      detail: { label },
      along: [
        sql`INSERT INTO correction (history_id, mention_id, brand_id, person_id, label, scored_label, score, p_negative,
            model_version, language, source, sampled)
          SELECT event.id, m.id, m.brand_id, ${by.id}, ${label}, m.scored_label, m.score, m.p_negative,
            m.model_version, m.language, m.source, EXISTS (SELECT FROM sample WHERE sample.mention_id = m.id)
          FROM event JOIN moved m ON m.id = event.mention_id`,
      ],
    },
  )

const withdrawal = (by: Viewer, mentionId: number) =>
  arrow(
    'correct',
    by,
    mentionId,
    sql`label = m.scored_label, corrected_by = NULL, corrected_at = NULL, ${weighedAs(sql`m.scored_label`, sql`FALSE`)}`,
    { detail: { label: null }, condition: isCorrected },
  )

const isCorrected: Condition = {
  holds: sql`m.corrected_by IS NOT NULL`,
  otherwise: () => new Problem('wrong_state', 'Nobody has corrected this label: the scorer’s counts.'),
}

/** Severity and the place in the queue that it has with this label. */
const weighedAs = (label: RawBuilder<unknown>, corrected: RawBuilder<unknown>) =>
  sql`(severity, priority_at) = (${weighedSql(label, corrected)})`

const missed = sql`(m.state = 'stream' AND m.author_kind IS NULL
  AND m.published_at > now() - ${sql.lit(queueableDays)} * interval '1 day')`

/** What is older, nobody waits on any more; and our own people complain elsewhere. */
const intoQueue = sql`
  state = CASE WHEN ${missed} THEN 'queued' ELSE m.state END,
  queued_at = CASE WHEN ${missed} THEN now() ELSE m.queued_at END`

import { sql } from 'kysely'
import { weighedSql } from './weighed.ts'

/** The columns that moves change. History keeps them as they were, and undo puts them back. */
const columns = [
  'state',
  'owner_id',
  'queued_at',
  'claimed_at',
  'first_response_at',
  'resolved_at',
  'snoozed_until',
  'snoozed_until_activity',
  'dismiss_reason',
  'hand_offs',
  'notes',
  'set_aside',
] as const

/** Those that a correction changes. Rescoring does so, too, so that other moves neither keep them nor put them back. */
const ofLabel = ['label', 'corrected_by', 'corrected_at'] as const
/** Those that follow from it and from what an edit, a rescoring or the brand may have changed since: made again by undo. */
const following = ['severity', 'priority_at'] as const

const kept = (names: readonly string[]) =>
  sql`jsonb_build_object(${sql.join(names.map((name) => sql`${sql.lit(name)}, ${sql.ref(`m.${name}`)}`))})`
const all = [...columns, ...ofLabel]

/** What a move changes of a mention called `m`, as one JSON object; moments keep their microseconds. */
export const beforeSql = kept(columns)
/** The same for a correction. */
export const beforeWithLabelSql = kept(all)

/** Assignments that put back what an event of the history kept, and leave the rest; `event` selects it. */
export const putBackSql = (event: ReturnType<typeof sql>) => sql`
  (${sql.join([...all, ...following].map((name) => sql.ref(name)))}) = (
    SELECT ${sql.join(all.map((name) => (name === 'label' ? sql`again.label` : sql.ref(`then.${name}`))))},
      ${sql.join(following.map((name) => sql`CASE WHEN ${keptLabel} THEN weighed.${sql.ref(name)} ELSE ${sql.ref(`m.${name}`)} END`))}
    FROM ${event} AS event, jsonb_populate_record(m, event.before) AS "then",
      LATERAL (SELECT ${labelAgain} AS label) again,
      LATERAL (${weighedSql(sql`again.label`, sql`("then".corrected_by IS NOT NULL)`)}) weighed)`

const keptLabel = sql`event.before ? 'label'`
/** Where nobody had corrected it, what the scorer says by now. */
const labelAgain = sql`CASE WHEN ${keptLabel} AND "then".corrected_by IS NULL THEN m.scored_label ELSE "then".label END`

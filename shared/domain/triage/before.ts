import { sql } from 'kysely'

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
const ofLabel = ['label', 'corrected_by', 'corrected_at', 'severity', 'priority_at'] as const

const kept = (names: readonly string[]) =>
  sql`jsonb_build_object(${sql.join(names.map((name) => sql`${sql.lit(name)}, ${sql.ref(`m.${name}`)}`))})`
const all = [...columns, ...ofLabel]

/** What a move changes of a mention called `m`, as one JSON object; moments keep their microseconds. */
export const beforeSql = kept(columns)
/** The same for a correction. */
export const beforeWithLabelSql = kept(all)

/** Assignments that put back what an event of the history kept, and leave the rest; `event` selects it. */
export const putBackSql = (event: ReturnType<typeof sql>) => sql`
  (${sql.join(all.map((name) => sql.ref(name)))}) = (
    SELECT ${sql.join(all.map((name) => (name === 'label' ? labelAgain : sql.ref(`then.${name}`))))}
    FROM ${event} AS event, jsonb_populate_record(m, event.before) AS "then")`

/** Where nobody had corrected it, what the scorer says by now. */
const labelAgain = sql`CASE WHEN event.before ? 'label' AND "then".corrected_by IS NULL THEN m.scored_label ELSE "then".label END`

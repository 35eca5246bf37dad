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

const pairs = columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(`m.${column}`)}`)
const names = sql.join(columns.map((column) => sql.ref(column)))

/** These columns of a mention called `m` as one JSON object; moments keep their microseconds. */
export const beforeSql = sql`jsonb_build_object(${sql.join(pairs)})`

/** Assignments that put back what an event of the history kept; `event` selects it. */
export const putBackSql = (event: ReturnType<typeof sql>) =>
  sql`(${names}) = (SELECT ${names} FROM jsonb_populate_record(NULL::mention, (SELECT before FROM ${event} AS kept)))`

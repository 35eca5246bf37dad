import { sql } from 'kysely'

/** It needed an answer at some time. */
export const needed = sql`m.queued_at IS NOT NULL`

const open = sql`m.state IN ('queued', 'claimed', 'snoozed')`

/** Needs an answer and has none: it counts as waiting since it was published. */
export const awaitsResponse = sql`(${needed} AND ${open} AND m.first_response_at IS NULL)`
export const awaitsResolution = sql`(${needed} AND ${open})`

/** What first responses are measured over: dismissed without an answer, a mention turned out to need none. */
export const hasResponseTime = sql`(${needed} AND (${open} OR m.first_response_at IS NOT NULL))`
export const hasResolutionTime = needed

/** Seconds from publication; to now for those that still wait. */
export const responseSeconds = secondsUntil('first_response_at')
export const resolutionSeconds = secondsUntil('resolved_at')

function secondsUntil(column: 'first_response_at' | 'resolved_at') {
  return sql`greatest(0, date_part('epoch', coalesce(${sql.ref(`m.${column}`)}, now()) - m.published_at))`
}

/** How many of the rows sound how. */
export const labelCounts = sql`
  count(*) FILTER (WHERE m.label = 'negative') AS negative,
  count(*) FILTER (WHERE m.label = 'neutral') AS neutral,
  count(*) FILTER (WHERE m.label = 'positive') AS positive,
  count(*) FILTER (WHERE m.label IS NULL) AS unscored`

export type LabelCounts = { negative: number; neutral: number; positive: number; unscored: number }

import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { awake } from './assignments.ts'
import { move, type Move } from './move.ts'

/** It needs no answer, with the reason. */
export const dismiss: Move<'dismiss'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow(
      'dismiss',
      by,
      mentionId,
      sql`state = 'dismissed', dismiss_reason = ${body.reason}, resolved_at = now(), ${awake}`,
      { detail: { reason: body.reason, comment: body.comment } },
    ),
  )

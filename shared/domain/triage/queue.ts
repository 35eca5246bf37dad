import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { notSetAside } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Into the queue from the stream or from what is set aside: it needs an answer, whatever its score says. */
export const queue: Move<'queue'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow('queue', by, mentionId, sql`state = 'queued', queued_at = now(), ${notSetAside}`),
  )

import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { notSetAside } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Back to the stream from what is set aside; nobody has said that it needs an answer. */
export const bringBack: Move<'bringBack'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow('bringBack', by, mentionId, sql`state = 'stream', queued_at = NULL, ${notSetAside}`),
  )

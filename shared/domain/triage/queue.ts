import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { move, type Move } from './move.ts'

/** Stream → queue: it needs an answer, whatever its score says. */
export const queue: Move<'queue'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow('queue', by, mentionId, sql`state = 'queued', queued_at = now()`),
  )

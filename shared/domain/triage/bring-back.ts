import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { notSetAside } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Back from what is set aside: into the queue what waited there, the rest into the stream. */
export const bringBack: Move<'bringBack'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow(
      'bringBack',
      by,
      mentionId,
      sql`state = CASE WHEN queued_at IS NULL THEN 'stream' ELSE 'queued' END, ${notSetAside}`,
    ),
  )

import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { move, type Move } from './move.ts'

/** Write an internal note, in any state and whoever owns it. */
export const note: Move<'note'> = (store, by, mentionId, { text }, key) =>
  move(
    store,
    by,
    mentionId,
    key,
    arrow('note', by, mentionId, sql`notes = m.notes + 1`, {
      along: [
        sql`INSERT INTO note (mention_id, person_id, history_id, text)
          SELECT mention_id, ${by.id}, id, ${text} FROM event`,
      ],
    }),
  )

import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { move, type Move } from './move.ts'

/** Write an internal note, in any state and whoever owns it. */
export const note: Move<'note'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow('note', by, mentionId, sql`notes = m.notes + 1`, {
      along: [
        sql`INSERT INTO note (mention_id, person_id, history_id, text)
          SELECT mention_id, ${by.id}, id, ${body.text} FROM event`,
      ],
    }),
  )

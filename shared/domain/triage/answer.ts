import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { move, type Move } from './move.ts'

/** Record the answer that was posted: its text, and where it stands. The owner stays: it is who answered. */
export const answer: Move<'answer'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow(
      'answer',
      by,
      mentionId,
      sql`state = 'answered', first_response_at = coalesce(m.first_response_at, now()), resolved_at = now()`,
      {
        along: [
          sql`INSERT INTO answer (mention_id, person_id, history_id, text, reply_url)
            SELECT mention_id, ${by.id}, id, ${body.text}, ${body.replyUrl ?? null} FROM event`,
        ],
      },
    ),
  )

import { sql } from 'kysely'
import { Problem } from '../../runtime/problem.ts'
import { arrow } from './arrow.ts'
import { move, type Move } from './move.ts'

/** Later: at a time, when its author posts again, or at whichever comes first. Its owner keeps it meanwhile. */
export const snooze: Move<'snooze'> = (store, by, mentionId, body, key) => {
  const { until, untilActivity } = body
  const moment = until === undefined ? null : new Date(until)
  return move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow(
      'snooze',
      by,
      mentionId,
      sql`state = 'snoozed', snoozed_until = ${moment}, snoozed_until_activity = ${untilActivity === true}`,
      {
        detail: { until: moment?.toISOString(), untilActivity },
        ...(moment && {
          condition: {
            holds: sql`${moment}::timestamptz > now() AND ${moment}::timestamptz <= now() + interval '1 year'`,
            otherwise: () =>
              new Problem('invalid_request', 'A snooze ends in the future, within a year.', {
                fields: [{ path: 'until', message: 'Choose a moment in the future, at most a year ahead.' }],
              }),
          },
        }),
      },
    ),
  )
}

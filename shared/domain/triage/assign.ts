import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { canBeGivenTo, countHandOff, ownedBy } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Give it to a person. From one owner to another it counts as a handoff. */
export const assign: Move<'assign'> = (store, by, mentionId, body, key) =>
  move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow('assign', by, mentionId, sql`${ownedBy(body.personId)}, ${countHandOff(body.personId)}`, {
      detail: { toId: body.personId },
      condition: canBeGivenTo(body.personId),
    }),
  )

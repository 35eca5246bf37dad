import { sql } from 'kysely'
import { arrow } from './arrow.ts'
import { canBeGivenTo, countHandOff, ownedBy } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Give it to a person. From one owner to another it counts as a handoff. */
export const assign: Move<'assign'> = (store, by, mentionId, { personId }, key) =>
  move(
    store,
    by,
    mentionId,
    key,
    arrow('assign', by, mentionId, sql`${ownedBy(personId)}, ${countHandOff(personId)}`, {
      detail: { toId: personId },
      condition: canBeGivenTo(personId),
    }),
  )

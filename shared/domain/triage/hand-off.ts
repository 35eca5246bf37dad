import { sql } from 'kysely'
import { Problem } from '../../runtime/problem.ts'
import { arrow } from './arrow.ts'
import { canBeGivenTo, countHandOff, ownedBy } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Pass it on to a colleague, with the reason. */
export const handOff: Move<'handOff'> = async (store, by, mentionId, body, key) => {
  const { personId, reason } = body
  if (personId === by.id)
    throw new Problem('invalid_request', 'A mention cannot be handed off to yourself.', {
      fields: [{ path: 'personId', message: 'Choose a colleague.' }],
    })
  return move(
    store,
    by,
    mentionId,
    body,
    key,
    arrow('handOff', by, mentionId, sql`${ownedBy(personId)}, ${countHandOff(personId)}`, {
      detail: { toId: personId, reason },
      condition: canBeGivenTo(personId),
    }),
  )
}

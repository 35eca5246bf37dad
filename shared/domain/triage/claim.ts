import { arrow } from './arrow.ts'
import { ownedBy } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Take it: from now on this person, by name, owns the answer. Of any number who try, one succeeds. */
export const claim: Move<'claim'> = (store, by, mentionId, body, key) =>
  move(store, by, mentionId, body, key, arrow('claim', by, mentionId, ownedBy(by.id)))

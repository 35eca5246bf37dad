import { arrow } from './arrow.ts'
import { backInQueue } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Put it back into the queue. */
export const release: Move<'release'> = (store, by, mentionId, body, key) =>
  move(store, by, mentionId, body, key, arrow('release', by, mentionId, backInQueue))

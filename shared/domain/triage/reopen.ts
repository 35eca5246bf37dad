import { arrow } from './arrow.ts'
import { reopened } from './assignments.ts'
import { move, type Move } from './move.ts'

/** Answered or dismissed → queue. A first answer that was given stays given. */
export const reopen: Move<'reopen'> = (store, by, mentionId, body, key) =>
  move(store, by, mentionId, body, key, arrow('reopen', by, mentionId, reopened))

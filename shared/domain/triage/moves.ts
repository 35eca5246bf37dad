import type { MoveKind } from '../../contract/triage.ts'
import { answer } from './answer.ts'
import { assign } from './assign.ts'
import { bringBack } from './bring-back.ts'
import { claim } from './claim.ts'
import { correct } from './correct.ts'
import { dismiss } from './dismiss.ts'
import { handOff } from './hand-off.ts'
import type { Move } from './move.ts'
import { note } from './note.ts'
import { queue } from './queue.ts'
import { release } from './release.ts'
import { reopen } from './reopen.ts'
import { snooze } from './snooze.ts'
import { undo } from './undo.ts'

/** Every move by its kind, so that routes can be made in a loop. */
export const moves: { [K in MoveKind]: Move<K> } = {
  queue,
  bringBack,
  claim,
  assign,
  release,
  handOff,
  snooze,
  answer,
  dismiss,
  reopen,
  note,
  correct,
  undo,
}

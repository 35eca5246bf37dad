import type { MentionCard } from '../../shared/contract/mention.ts'
import type { MoveBody } from '../../shared/contract/move-bodies.ts'
import { moveRoutes } from '../../shared/contract/routes/moves.ts'
import type { MoveKind } from '../../shared/contract/triage.ts'
import { call } from './api.ts'
import { isProblem } from './problem-error.ts'
import { randomKey } from './random-key.ts'

/** A move with what it says, before it is made. */
export type PlannedMove = {
  [K in Exclude<MoveKind, 'undo'>]: { kind: K; body: MoveBody<K> }
}[Exclude<MoveKind, 'undo'>]

/** Waits between attempts when the server does not answer; about a minute in all. */
const waitsMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000]

/** Ends of each mention's last move: the next one waits for it. */
const ends = new Map<number, Promise<unknown>>()

export type Made = { card: MentionCard; historyId: number }

/**
 * Sends a move, after earlier ones on the same mention. When the server does not answer it is sent again with the
 * same key, so that it is made once however often it arrives.
 * @throws ProblemError as the server said, or `unreachable` after a minute.
 */
export function sendMove(
  mentionId: number,
  move: PlannedMove | { kind: 'undo'; body: object },
): Promise<Made> {
  const before = ends.get(mentionId) ?? Promise.resolve()
  const made = before.catch(() => undefined).then(() => attempt(mentionId, move))
  ends.set(mentionId, made)
  const forget = (): void => {
    if (ends.get(mentionId) === made) ends.delete(mentionId)
  }
  made.then(forget, forget)
  return made
}

async function attempt(mentionId: number, move: PlannedMove | { kind: 'undo'; body: object }): Promise<Made> {
  const idempotencyKey = randomKey()
  const input = { params: { id: mentionId }, body: move.body, idempotencyKey }
  for (const wait of waitsMs) {
    try {
      return await call(moveRoutes[move.kind] as typeof moveRoutes.claim, input)
    } catch (error) {
      if (!isProblem(error, 'unreachable') && !isProblem(error, 'database_unavailable')) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  return call(moveRoutes[move.kind] as typeof moveRoutes.claim, input)
}

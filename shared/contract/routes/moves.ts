import { z } from 'zod'
import { mentionCard } from '../mention.ts'
import { moveBodies } from '../move-bodies.ts'
import { route } from '../route.ts'
import type { MoveKind } from '../triage.ts'
import { byId } from './by-id.ts'

/** What a move answers: the mention as it is now, and the history event that undo takes back. */
const moved = z.object({ card: mentionCard, historyId: z.int() })

const move = <K extends MoveKind>(kind: K, path: string, summary: string) =>
  route({
    method: 'POST',
    path: `/api/mentions/:id/${path}`,
    summary,
    access: 'mention:move',
    idempotent: true,
    params: byId,
    body: moveBodies[kind],
    reply: moved,
  })

/** The moves, one route each. */
export const moveRoutes = {
  queue: move('queue', 'queue', 'Put a mention of the stream into the queue: it needs an answer.'),
  bringBack: move(
    'bringBack',
    'bring-back',
    'Bring back what was set aside: into the queue if it waited there, else into the stream.',
  ),
  claim: move('claim', 'claim', 'Take it: one named person owns the answer from now on.'),
  assign: move('assign', 'assign', 'Give it to a person.'),
  release: move('release', 'release', 'Put it back into the queue.'),
  handOff: move('handOff', 'hand-off', 'Pass it on, with the reason.'),
  snooze: move('snooze', 'snooze', 'Later: at a time, or when the author posts again.'),
  answer: move('answer', 'answer', 'Record the answer that was posted.'),
  dismiss: move('dismiss', 'dismiss', 'It needs no answer, with the reason.'),
  reopen: move('reopen', 'reopen', 'Put an answered or dismissed mention back into the queue.'),
  note: move('note', 'note', 'Write an internal note.'),
  correct: move('correct', 'correct', 'Say how it sounds to a person; the scorer’s label is kept beside it.'),
  undo: move('undo', 'undo', 'Take back your last move on this mention, within 10 seconds.'),
}

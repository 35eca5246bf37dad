import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { PersonRef } from '../../../shared/contract/person.ts'
import type { MoveBody, MoveKind } from '../../../shared/contract/triage.ts'

/** A move with what it says, before it is made. */
export type PlannedMove = {
  [K in Exclude<MoveKind, 'undo'>]: { kind: K; body: MoveBody<K> }
}[Exclude<MoveKind, 'undo'>]

/**
 * The card that a move will most probably make, to be shown while it is on its way.
 * @param people whom it may be given to, to know their names.
 */
export function expectedCard(
  card: MentionCard,
  move: PlannedMove,
  by: PersonRef,
  people: readonly PersonRef[],
  now: Date,
): MentionCard {
  const at = now.toISOString()
  const next = { ...card, version: card.version + 1 }
  const claimedBy = (owner: PersonRef): MentionCard => ({
    ...next,
    ...awake,
    state: 'claimed',
    owner: { id: owner.id, name: owner.name },
    claimedAt: at,
    queuedAt: card.queuedAt ?? at,
  })
  switch (move.kind) {
    case 'queue':
    case 'reopen':
      return {
        ...next,
        ...awake,
        state: 'queued',
        owner: null,
        queuedAt: at,
        claimedAt: null,
        resolvedAt: null,
        dismissReason: null,
        setAside: null,
      }
    case 'bringBack':
      return { ...next, state: card.queuedAt === null ? 'stream' : 'queued', setAside: null }
    case 'claim':
      return claimedBy(by)
    case 'assign':
      return claimedBy(named(move.body.personId, people))
    case 'handOff':
      return { ...claimedBy(named(move.body.personId, people)), handOffs: card.handOffs + 1 }
    case 'release':
      return { ...next, ...awake, state: 'queued', owner: null, claimedAt: null }
    case 'snooze':
      return {
        ...next,
        state: 'snoozed',
        snoozedUntil: move.body.until ?? null,
        snoozedUntilActivity: move.body.untilActivity ?? false,
      }
    case 'answer':
      return { ...next, state: 'answered', firstResponseAt: card.firstResponseAt ?? at, resolvedAt: at }
    case 'dismiss':
      return { ...next, ...awake, state: 'dismissed', dismissReason: move.body.reason, resolvedAt: at }
    case 'note':
      return { ...next, notes: card.notes + 1 }
  }
}

const awake = { snoozedUntil: null, snoozedUntilActivity: false }

function named(id: number, people: readonly PersonRef[]): PersonRef {
  return people.find((person) => person.id === id) ?? { id, name: 'a colleague' }
}

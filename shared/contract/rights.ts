import type { MoveKind, MentionState } from './triage.ts'
import type { PersonRole, Viewer } from './person.ts'

/** What a role may do at all. Routes, rooms and screens all ask `can`; nothing else decides. */
const rightsOf = {
  agent: ['mention:read', 'mention:move', 'trend:read', 'brand:read', 'person:read'],
  manager: [
    'mention:read',
    'mention:move',
    'mention:move-others',
    'trend:read',
    'brand:read',
    'feed:read',
    'person:read',
  ],
  admin: [
    'mention:read',
    'mention:move',
    'mention:move-others',
    'trend:read',
    'brand:read',
    'brand:write',
    'feed:read',
    'feed:write',
    'person:read',
    'person:write',
  ],
} as const satisfies Record<PersonRole, readonly string[]>

export type Right = (typeof rightsOf)[PersonRole][number]

/** Whether this person has a right, whatever it is used on. */
export function can(viewer: Viewer, right: Right): boolean {
  return (rightsOf[viewer.role] as readonly Right[]).includes(right)
}

/** The states from which each move starts. A note can be written in any state, and undo has its own guard. */
export const movesFrom: Record<Exclude<MoveKind, 'undo'>, readonly MentionState[]> = {
  queue: ['stream', 'aside'],
  bringBack: ['aside'],
  claim: ['stream', 'queued', 'snoozed'],
  assign: ['stream', 'queued', 'claimed', 'snoozed'],
  release: ['claimed', 'snoozed'],
  handOff: ['claimed', 'snoozed'],
  snooze: ['queued', 'claimed'],
  answer: ['claimed'],
  dismiss: ['stream', 'queued', 'claimed', 'snoozed'],
  reopen: ['answered', 'dismissed'],
  note: ['stream', 'queued', 'claimed', 'snoozed', 'answered', 'dismissed', 'aside'],
  correct: ['stream', 'queued', 'claimed', 'snoozed', 'answered', 'dismissed', 'aside'],
}

/** What `canMove` needs to know of a mention. */
export type Movable = { state: MentionState; ownerId: number | null }

/**
 * Whether this person may make this move on this mention now. The server guards the same thing again in the
 * move's own UPDATE: this decides which buttons are shown and which problem explains a refusal.
 */
export function canMove(viewer: Viewer, move: Exclude<MoveKind, 'undo'>, mention: Movable): boolean {
  return (
    can(viewer, 'mention:move') && movesFrom[move].includes(mention.state) && mayTouch(viewer, move, mention)
  )
}

/** The part of `canMove` that is about people: whose mention it is, and what may be done to another's. */
export function mayTouch(viewer: Viewer, move: Exclude<MoveKind, 'undo'>, mention: Movable): boolean {
  const mine = mention.ownerId === viewer.id
  const unowned = mention.ownerId === null
  switch (move) {
    case 'note':
    case 'correct':
    case 'reopen':
    case 'queue':
    case 'bringBack':
      return true
    case 'claim':
      return unowned || (mine && mention.state === 'snoozed')
    case 'answer':
    case 'handOff':
      return mine
    case 'release':
      return mine || (!unowned && can(viewer, 'mention:move-others'))
    // One's own is passed on by a handoff, which asks for the reason.
    case 'assign':
      return unowned || can(viewer, 'mention:move-others')
    case 'snooze':
    case 'dismiss':
      return mine || unowned || can(viewer, 'mention:move-others')
  }
}

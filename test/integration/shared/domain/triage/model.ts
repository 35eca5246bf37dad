import type { PersonRole } from '../../../../../shared/contract/person.ts'
import type { SentimentLabel } from '../../../../../shared/contract/sentiment.ts'
import type { DismissReason, MentionState, MoveKind } from '../../../../../shared/contract/triage.ts'

/** The state machine once more, small and without a database: what the real one is compared with. */
export type ModelPerson = { id: number; role: PersonRole; disabled: boolean }

/** What moves change, and undo puts back. */
export type Columns = {
  state: MentionState
  owner: number | null
  until: number | null
  untilActivity: boolean
  dismissReason: DismissReason | null
  responded: boolean
  resolved: boolean
  needed: boolean
  handOffs: number
  notes: number
  aside: boolean
  label: SentimentLabel | null
  corrector: number | null
}
export type ModelEvent = { kind: string; actor: number | null; before: Columns | null; at: number }
export type ModelMention = {
  columns: Columns
  events: ModelEvent[]
  scoredLabel: SentimentLabel | null
  /** So old that nobody waits for an answer any more. */
  old: boolean
}

export type ModelMove = {
  kind: MoveKind
  by: ModelPerson
  /** assign, handOff. */
  to: ModelPerson
  /** snooze: seconds from now. */
  until: number | null
  reason: DismissReason
  /** correct. */
  label: SentimentLabel | null
}

export const undoWindow = 10

/** What a move does to a mention at `now`, in seconds: the code of the problem, or null and the mention is changed. */
export function makeModelMove(mention: ModelMention, move: ModelMove, now: number): string | null {
  return move.kind === 'undo' ? undo(mention, move.by, now) : moveOn(mention, move, now)
}

function moveOn(
  mention: ModelMention,
  { kind, by, to, until, reason, label }: ModelMove,
  now: number,
): string | null {
  const { columns } = mention
  const { state, owner } = columns
  const boss = by.role !== 'agent'
  const open = state === 'queued' || state === 'stream'
  const held = (state === 'claimed' || state === 'snoozed') && owner !== null
  const mine = owner === by.id
  const others = held && !mine

  switch (kind) {
    case 'queue':
      if (state !== 'stream' && state !== 'aside') return 'wrong_state'
      break
    case 'bringBack':
      if (state !== 'aside') return 'wrong_state'
      break
    case 'claim':
      if (others || (mine && state === 'claimed')) return 'already_owned'
      if (!open && state !== 'snoozed') return 'wrong_state'
      break
    case 'assign':
      if (others && !boss) return 'already_owned'
      if (!open && state !== 'claimed' && state !== 'snoozed') return 'wrong_state'
      if (mine && !boss) return 'forbidden'
      if (to.disabled) return 'invalid_request'
      break
    case 'release':
    case 'handOff':
      if (kind === 'handOff' && to.id === by.id) return 'invalid_request'
      if (state !== 'claimed' && state !== 'snoozed') return 'wrong_state'
      if (!mine && !(kind === 'release' && boss && held)) return 'not_your_mention'
      if (kind === 'handOff' && to.disabled) return 'invalid_request'
      break
    case 'snooze':
      if (others && !boss) return 'already_owned'
      if (state !== 'queued' && state !== 'claimed') return 'wrong_state'
      if (until !== null && until <= 0) return 'invalid_request'
      break
    case 'answer':
      if (state !== 'claimed') return 'wrong_state'
      if (!mine) return 'not_your_mention'
      break
    case 'dismiss':
      if (others && !boss) return 'already_owned'
      if (!open && !['claimed', 'snoozed'].includes(state)) return 'wrong_state'
      break
    case 'reopen':
      if (state !== 'answered' && state !== 'dismissed') return 'wrong_state'
      break
    case 'correct':
      if (label === null && columns.corrector === null) return 'wrong_state'
      break
  }
  mention.events.push({ kind, actor: by.id, before: { ...columns }, at: now })
  const awake = { until: null, untilActivity: false }
  const inQueue = { ...awake, state: 'queued', owner: null, needed: true } as const
  const ownedBy = (id: number) => ({ ...awake, state: 'claimed', owner: id, needed: true }) as const
  const passed = { handOffs: columns.handOffs + (owner !== null && owner !== to.id ? 1 : 0) }
  const changes: Partial<Record<MoveKind, Partial<Columns>>> = {
    queue: { state: 'queued', needed: true, aside: false },
    bringBack: { state: columns.needed ? 'queued' : 'stream', aside: false },
    claim: ownedBy(by.id),
    assign: { ...ownedBy(to.id), ...passed },
    release: inQueue,
    handOff: { ...ownedBy(to.id), ...passed },
    snooze: { state: 'snoozed', until: until === null ? null : now + until, untilActivity: until === null },
    answer: { state: 'answered', responded: true, resolved: true },
    dismiss: { ...awake, state: 'dismissed', dismissReason: reason, resolved: true },
    reopen: { ...inQueue, resolved: false, dismissReason: null },
    note: { notes: columns.notes + 1 },
    correct: {
      label: label ?? mention.scoredLabel,
      corrector: label === null ? null : by.id,
      ...(label === 'negative' && state === 'stream' && !mention.old && { state: 'queued', needed: true }),
    },
  }
  Object.assign(columns, changes[kind])
  return null
}

function undo(mention: ModelMention, by: ModelPerson, now: number): string | null {
  const mine = mention.events.findLast(({ actor }) => actor === by.id)
  if (!mine?.before) return 'nothing_to_undo'
  if (now - mine.at > undoWindow) return 'undo_too_late'
  if (mine !== mention.events.at(-1)) return 'changed_since'
  Object.assign(mention.columns, mine.before)
  mention.events.push({ kind: 'undo', actor: by.id, before: null, at: now })
  return null
}

/** Snoozes end: for `causes.due` those whose time has come, for `causes.posted` those that wait for their author. */
export function wakeModel(
  mention: ModelMention,
  people: ModelPerson[],
  now: number,
  posted?: { complains: boolean },
): boolean {
  const { columns } = mention
  const due = posted ? columns.untilActivity : columns.until !== null && columns.until <= now
  const again =
    posted?.complains === true &&
    (columns.state === 'answered' ||
      (columns.state === 'dismissed' &&
        !['spam', 'not_about_us', 'duplicate'].includes(columns.dismissReason!)))
  if (columns.state === 'snoozed' && due) {
    const owner = people.find(({ id, disabled }) => id === columns.owner && !disabled)
    Object.assign(columns, { state: owner ? 'claimed' : 'queued', owner: owner?.id ?? null })
    Object.assign(columns, { until: null, untilActivity: false, needed: true })
    mention.events.push({ kind: 'woken', actor: null, before: null, at: now })
    return true
  }
  if (again) {
    Object.assign(columns, {
      state: 'queued',
      owner: null,
      resolved: false,
      dismissReason: null,
      needed: true,
    })
    mention.events.push({ kind: 'reopenedByAuthor', actor: null, before: null, at: now })
    return true
  }
  return false
}

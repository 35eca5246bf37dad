import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { PersonRef } from '../../../shared/contract/person.ts'
import type { SentimentLabel } from '../../../shared/contract/sentiment.ts'
import { queueableDays } from '../../../shared/contract/triage.ts'
import type { PlannedMove } from '../../lib/send-move.ts'

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
    case 'correct':
      return correctedCard(next, move.body.label, by, now)
    case 'note':
      return { ...next, notes: card.notes + 1 }
  }
}

/** Severity and place in the queue follow from the server: they are known when it answers. */
function correctedCard(
  card: MentionCard,
  label: SentimentLabel | null,
  { id, name }: PersonRef,
  now: Date,
): MentionCard {
  const at = now.toISOString()
  const sentiment = {
    ...card.sentiment,
    label: label ?? card.sentiment.scoredLabel,
    corrected: label === null ? null : { by: { id, name }, at },
  }
  return queuedByCorrection(card, label, now.getTime())
    ? { ...card, sentiment, state: 'queued', queuedAt: at }
    : { ...card, sentiment }
}

/** Whether saying so also puts a mention of the stream into the queue: it is recent, and not by one of ours. */
export function queuedByCorrection(card: MentionCard, label: SentimentLabel | null, nowMs: number): boolean {
  const recent = nowMs - Date.parse(card.publishedAt) < queueableDays * 86_400_000
  return label === 'negative' && card.state === 'stream' && card.authorKind === null && recent
}

const awake = { snoozedUntil: null, snoozedUntilActivity: false }

function named(id: number, people: readonly PersonRef[]): PersonRef {
  return people.find((person) => person.id === id) ?? { id, name: 'a colleague' }
}

import type { HistoryEvent, MentionCard, NotQueued } from '../../contract/mention.ts'
import type { ShownUrgency } from '../../contract/sentiment.ts'
import { keptOut, type QueueRules } from './enters-queue.ts'

/** What is known of a mention that tells why it is where it is. */
type Known = {
  card: MentionCard
  urgency: readonly ShownUrgency[]
  history: readonly HistoryEvent[]
  /** Another of its story that is or was in the queue. */
  takenBy: MentionCard | null
}

/**
 * Why what sounds negative stands in the stream: told from what is stored and the brand's rules as they are now, which
 * may have been others when it was heard. Null for everything else.
 */
export function whyNotQueued(
  { card, urgency, history, takenBy }: Known,
  brand: QueueRules,
  now: Date,
): NotQueued | null {
  const { score, label, corrected } = card.sentiment
  if (card.state !== 'stream' || label !== 'negative') return null
  const told = { score, label, corrected: corrected !== null, urgency, authorKind: card.authorKind }
  const keptOutAt = (moment: Date) =>
    keptOut({ ...told, publishedAt: new Date(card.publishedAt) }, brand, moment)

  // It is looked at when it is heard, when somebody says how it sounds, and when it is judged again.
  const first = keptOutAt(new Date(corrected?.at ?? card.heardAt))
  if (first === null && takenBy !== null) return { why: 'sameStory', by: takenBy }
  if (first === null && cameBack(history)) return { why: 'cameBack' }
  const why = first ?? keptOutAt(now) ?? 'before'
  return why === 'above' ? { why, threshold: brand.threshold } : { why }
}

function cameBack(history: readonly HistoryEvent[]): boolean {
  return history.some(({ kind, takenBack }) => kind === 'bringBack' && !takenBack)
}

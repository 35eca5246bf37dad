import type { SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'
import { urgencySeverity } from './gravity.ts'
import type { Cue, UrgencyReason } from './scorer.ts'

/** The reason as staff read it. */
export const urgencyReasons: Record<UrgencyKind, string> = {
  safety: 'somebody may get hurt',
  legal: 'speaks of the law',
  vulnerable: 'a person who needs care',
  press: 'a journalist or a large audience',
  outage: 'something is down',
  money: 'money is at stake',
  deadline: 'names a deadline',
  waitingTime: 'says how long the wait is',
  question: 'asks you directly',
}

/** Cues of something that went wrong. */
const troubles = new Set('waiting noReply money cancelled broken outage late anger repeated demand insult danger'.split(' ')) // prettier-ignore

const none: UrgencyReason[] = []

/**
 * The reasons that can be believed, the gravest first. That a person needs care is no reason to hurry while nothing is
 * wrong and nothing is asked: most people only tell about their life.
 */
export function believable(
  reasons: readonly UrgencyReason[],
  cues: readonly Cue[],
  label: SentimentLabel | null,
): UrgencyReason[] {
  if (reasons.length === 0) return none
  const inNeed = reasons.length > 1 || label === 'negative' || cues.some(({ id }) => troubles.has(id))
  return reasons
    .filter(({ id }) => id !== 'vulnerable' || inNeed)
    .toSorted((a, b) => urgencySeverity[b.id] - urgencySeverity[a.id] || a.start - b.start || a.end - b.end)
}

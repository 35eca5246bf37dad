import type { SentimentLabel, UrgencyKind } from '../../contract/sentiment.ts'

/** How grave a mention is: 0 not, 1 somewhat, 2 grave, 3 very grave. */
export type Gravity = 0 | 1 | 2 | 3

/** How grave a reason to hurry is by itself, however the text sounds. */
export const urgencySeverity: Record<UrgencyKind, Gravity> = {
  safety: 3,
  legal: 2,
  vulnerable: 2,
  outage: 2,
  press: 2,
  money: 1,
  deadline: 1,
  waitingTime: 1,
  question: 0,
}

/** The gravest of the reasons; 0 without any. */
export function gravityOf(kinds: Iterable<UrgencyKind>): Gravity {
  let gravest: Gravity = 0
  for (const kind of kinds) if (urgencySeverity[kind] > gravest) gravest = urgencySeverity[kind]
  return gravest
}

/**
 * Whether the reasons put a mention into the queue however it sounds. Who praises is in no need, unless somebody may get
 * hurt. A person who needs care counts together with another reason or a complaint: many only tell about their life.
 */
export function queuesByItself(kinds: Iterable<UrgencyKind>, label: SentimentLabel | null): boolean {
  const all = new Set(kinds)
  if (all.has('safety')) return true
  if (label === 'positive') return false
  if (all.has('legal') || all.has('press') || all.has('question')) return true
  return all.has('vulnerable') && (all.size > 1 || label === 'negative')
}

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

/** Kinds that put a mention into the queue however it sounds, unless it sounds positive: who praises is in no need. */
export const queueingKinds: readonly UrgencyKind[] = ['safety', 'legal', 'vulnerable', 'press', 'question']
/** Those of them that do it even where it sounds positive: somebody may get hurt. */
export const alwaysQueueingKinds: readonly UrgencyKind[] = ['safety']

/** Whether reasons to hurry put a mention with this label into the queue. */
export function queuesByItself(kinds: Iterable<UrgencyKind>, label: SentimentLabel | null): boolean {
  const queueing = label === 'positive' ? alwaysQueueingKinds : queueingKinds
  for (const kind of kinds) if (queueing.includes(kind)) return true
  return false
}

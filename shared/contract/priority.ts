/** How many times as fast an answer is owed, by severity 0…3. */
export const severityFactors = [1, 2, 4, 8] as const

/** What an unknown reach counts as: neither nobody nor a crowd. */
export const unknownReachFactor = 1
export const leastReachFactor = 0.5
export const mostReachFactor = 2
export const factorPerTenfold = 0.25

/**
 * How many times as fast an answer is owed, by how many may read it: 0.5 for nobody, 1 for about a hundred, and a
 * quarter more for each tenfold, up to 2 for a million.
 */
export function reachFactor(potentialReach: number | null): number {
  if (potentialReach === null) return unknownReachFactor
  return Math.min(mostReachFactor, leastReachFactor + factorPerTenfold * Math.log10(potentialReach + 1))
}

/** What a mention's priority is made of. */
export type PriorityParts = {
  severityFactor: number
  reachFactor: number
  /** Minutes in which the brand wants ordinary mentions to be answered (its SLA). */
  answerWithinMinutes: number
  /** Minutes in which this one is owed an answer: the SLA, divided by both factors. */
  owedMinutes: number
}

/**
 * The harm of leaving a mention unanswered is severity × potential reach × wait ÷ SLA. It reaches 1 at one moment, and
 * that moment is the queue's order (`priorityAt`): who gets there first comes first. So the order of two never changes
 * by itself, and nothing starves.
 */
export function priorityParts({
  severity,
  potentialReach,
  answerWithinMinutes,
}: {
  severity: number
  potentialReach: number | null
  answerWithinMinutes: number
}): PriorityParts {
  const parts = {
    severityFactor: severityFactors[severity] ?? 1,
    reachFactor: reachFactor(potentialReach),
    answerWithinMinutes,
  }
  return { ...parts, owedMinutes: answerWithinMinutes / (parts.severityFactor * parts.reachFactor) }
}

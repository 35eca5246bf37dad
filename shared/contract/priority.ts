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

/** The harm of leaving a mention unanswered doubles with each of these. */
export const harmDoublesMinutes = 1440

/** What a mention's priority is made of. */
export type PriorityParts = {
  severityFactor: number
  reachFactor: number
  /** Minutes in which the brand wants ordinary mentions to be answered (its SLA). */
  answerWithinMinutes: number
  /** Minutes in which this one is owed an answer: the SLA, divided by both factors. */
  owedMinutes: number
  /** Minutes of waiting that both factors and a short SLA are worth; negative for less than usual. */
  headStartMinutes: number
}

/**
 * The harm of leaving a mention unanswered is severity × potential reach ÷ SLA × what waiting does, and waiting doubles
 * it each day. So the logarithm of harm grows at the same speed for all: the order of two never changes by itself, and
 * is that of publication less a head start (`priorityAt`). Nothing starves: three days make an ordinary mention weigh as
 * much as the gravest new one.
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
  const severityFactor = severityFactors[severity] ?? 1
  const ofReach = reachFactor(potentialReach)
  const owedMinutes = answerWithinMinutes / (severityFactor * ofReach)
  const doublings = Math.log(harmDoublesMinutes / owedMinutes) / Math.LN2
  return {
    severityFactor,
    reachFactor: ofReach,
    answerWithinMinutes,
    owedMinutes,
    headStartMinutes: doublings * harmDoublesMinutes,
  }
}

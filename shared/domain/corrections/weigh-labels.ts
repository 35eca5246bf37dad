/** A label of staff on what the scorer had judged. */
export type StaffLabel = {
  /** What the scorer says. */
  pNegative: number
  isNegative: boolean
  /** It is the scorer's own label, so that it confirms it. */
  agrees: boolean
  /** It was given to a mention that was drawn by lot. */
  sampled: boolean
}

/**
 * How much each label counts, 0…1. Who corrects only what is wrong gives labels that would teach that the scorer is
 * always wrong: a label was then chosen for what it says, which no choice by score alone does. So the corrections among
 * labels that were not drawn by lot count no more, together, than the confirmations beside them. Of texts that are
 * labelled one after the other, more than half agree (53 to 73 % on eight open sets): those count in full, as do all
 * labels of samples. Of labels that correct and never confirm, none counts. (Weights by what was chosen: Manski and
 * Lerman, The estimation of choice probabilities from choice based samples, 1977.)
 */
export function weighLabels(labels: readonly StaffLabel[]): number[] {
  const chosen = labels.filter(({ sampled }) => !sampled)
  const confirming = chosen.filter(({ agrees }) => agrees).length
  const correcting = chosen.length - confirming
  const weight = correcting === 0 ? 1 : Math.min(1, confirming / correcting)
  return labels.map(({ sampled, agrees }) => (sampled || agrees ? 1 : weight))
}

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
 * The labels that say how often the scorer is right. Who corrects only what is wrong, and passes over what is right,
 * gives labels that would teach that it is always wrong: they were chosen for what they say, and no weights by score
 * mend that (choice-based samples: Manski and Lerman, 1977). Where fewer than half of the labels outside of samples
 * confirm the scorer, they were chosen so: of texts that are labelled one after the other more do (53 to 73 % on eight
 * open sets in five languages). Then only what was drawn by lot counts; else every label counts alike.
 */
export function fairLabels(labels: readonly StaffLabel[]): readonly StaffLabel[] {
  const chosen = labels.filter(({ sampled }) => !sampled)
  const confirming = chosen.filter(({ agrees }) => agrees).length
  return confirming >= chosen.length / 2 ? labels : labels.filter(({ sampled }) => sampled)
}

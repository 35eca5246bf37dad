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
 * Of labels that nobody chose for what they say, more confirm the scorer: 50 % (French) to 73 % (restaurants) of the
 * scored texts on each of eleven open sets in six languages that trained nothing. Of 200 drawn from the French ones
 * fewer than 40 % do so in 2 draws of 1,000; of any other set, in fewer than one.
 */
const fewestConfirming = 0.4

/**
 * The labels that say how often the scorer is right. Who corrects only what is wrong, and passes over what is right,
 * gives labels that would teach that it is always wrong: they were chosen for what they say, and no weights by score
 * mend that (choice-based samples: Manski and Lerman, 1977). Where fewer than two in five of the labels outside of
 * samples confirm the scorer, they were chosen so. Then only what was drawn by lot counts; else every label counts
 * alike.
 */
export function fairLabels(labels: readonly StaffLabel[]): readonly StaffLabel[] {
  const chosen = labels.filter(({ sampled }) => !sampled)
  const confirming = chosen.filter(({ agrees }) => agrees).length
  return confirming >= chosen.length * fewestConfirming ? labels : labels.filter(({ sampled }) => sampled)
}

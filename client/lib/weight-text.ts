/** The steps in which an entry of a lexicon counts: log-odds of “negative”, the worst first. */
export const weightSteps = [3, 2, 1, 0, -1, -2, -3] as const
export type WeightStep = (typeof weightSteps)[number]

const texts: Record<WeightStep, string> = {
  3: 'much worse',
  2: 'worse',
  1: 'a little worse',
  0: 'says nothing',
  [-1]: 'a little better',
  [-2]: 'better',
  [-3]: 'much better',
}

/** How an entry makes a text sound: "a little worse". Weights between two steps are called by the nearest. */
export function weightText(weight: number): string {
  return texts[nearestStep(weight)]
}

/** The step that is nearest to a weight, which may be any number. */
export function nearestStep(weight: number): WeightStep {
  const nearest = Math.round(Math.max(-3, Math.min(3, weight)))
  return weightSteps.find((step) => step === nearest) ?? 0
}

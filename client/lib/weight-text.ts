/**
 * The steps in which an entry of a lexicon counts: log-odds of “negative”, the worst first. The outermost make nearly any
 * text sound as they say; the innermost tip those that stand on the edge.
 */
export const weightSteps = [5, 3, 1, 0, -1, -3, -5] as const
export type WeightStep = (typeof weightSteps)[number]

const texts: Record<WeightStep, string> = {
  5: 'much worse',
  3: 'worse',
  1: 'a little worse',
  0: 'says nothing',
  [-1]: 'a little better',
  [-3]: 'better',
  [-5]: 'much better',
}

/** How an entry makes a text sound: "a little worse". Weights between two steps are called by the nearest. */
export function weightText(weight: number): string {
  return texts[nearestStep(weight)]
}

/** The step that is nearest to a weight, which may be any number; of two the weaker one. */
export function nearestStep(weight: number): WeightStep {
  const distance = (step: WeightStep): number => Math.abs(step - weight)
  return weightSteps
    .toSorted((one, other) => Math.abs(one) - Math.abs(other))
    .reduce((nearest, step) => (distance(step) < distance(nearest) ? step : nearest))
}

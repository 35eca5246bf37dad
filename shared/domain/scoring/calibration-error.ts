/** What was said of a text, 0…1, whether a person called it negative, and how much it counts (else 1). */
export type Forecast = { probability: number; isNegative: boolean; weight?: number }

const bins = 10

/**
 * Expected calibration error, 0…1: the mean distance between what was said and what was so, in ten bins of equally many
 * texts each, by what was said (adaptive bins: Nguyen and O'Connor, 2015; Nixon et al., 2019). With few labels, bins of
 * equal width are nearly empty where probabilities are rare, and then measure chance. Null without any forecast.
 */
export function calibrationError(forecasts: readonly Forecast[]): number | null {
  const inOrder = forecasts.toSorted((a, b) => a.probability - b.probability)
  const total = inOrder.reduce((sum, { weight = 1 }) => sum + weight, 0)
  if (total === 0) return null
  let off = 0
  let bin = 0
  let seen = 0
  let distance = 0
  for (const { probability, isNegative, weight = 1 } of inOrder) {
    const of = Math.min(bins - 1, Math.floor(((seen + weight / 2) / total) * bins))
    if (of !== bin) {
      off += Math.abs(distance)
      distance = 0
      bin = of
    }
    distance += weight * (probability - (isNegative ? 1 : 0))
    seen += weight
  }
  return (off + Math.abs(distance)) / total
}

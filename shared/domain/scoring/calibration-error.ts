/** What was said of a text, 0…1, and whether a person called it negative. */
export type Forecast = { probability: number; isNegative: boolean }

const bins = 10

/**
 * Expected calibration error, 0…1: the mean distance between what was said and what was so, in ten bins of equally many
 * texts each, by what was said (adaptive bins: Nguyen and O'Connor, 2015; Nixon et al., 2019). With few labels, bins of
 * equal width are nearly empty where probabilities are rare, and then measure chance. 0 without any forecast.
 */
export function calibrationError(forecasts: readonly Forecast[]): number {
  const inOrder = forecasts.toSorted((a, b) => a.probability - b.probability)
  const distances = Array.from({ length: bins }, () => 0)
  inOrder.forEach(({ probability, isNegative }, at) => {
    distances[Math.floor((at * bins) / inOrder.length)]! += probability - (isNegative ? 1 : 0)
  })
  return distances.reduce((sum, distance) => sum + Math.abs(distance), 0) / Math.max(1, inOrder.length)
}

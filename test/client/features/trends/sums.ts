import type { Trends } from '../../../../shared/contract/trend.ts'

const noWaits = { count: 0, waiting: 0, median: null, medianAtMost: null, p90: null }

/** Sums of a period with these labels and nothing needing an answer. */
export function sums(given: Partial<Trends['current']['labels']>): Trends['current'] {
  const labels = { negative: 0, neutral: 0, positive: 0, unscored: 0, ...given }
  const scored = labels.negative + labels.neutral + labels.positive
  return {
    total: scored + labels.unscored,
    labels,
    netSentiment: scored === 0 ? null : (labels.positive - labels.negative) / scored,
    needed: 0,
    answered: 0,
    dismissed: 0,
    firstResponse: noWaits,
    resolution: noWaits,
  }
}

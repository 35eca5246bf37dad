import type { MentionFilter } from '../../../shared/contract/mention.ts'
import type { Trends } from '../../../shared/contract/trend.ts'

export type Label = NonNullable<MentionFilter['label']>
export type LabelCounts = Trends['current']['labels']

/** In the order of the bars, from the baseline up: what is negative can be compared along it. */
export const labelsInOrder: readonly Label[] = ['negative', 'neutral', 'positive', 'unscored']

export const labelNames: Record<Label, string> = {
  negative: 'Negative',
  neutral: 'Neutral',
  positive: 'Positive',
  unscored: 'Not scored',
}

export function totalOf(counts: LabelCounts): number {
  return counts.negative + counts.neutral + counts.positive + counts.unscored
}

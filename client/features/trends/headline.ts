import type { Trends } from '../../../shared/contract/trend.ts'
import { compareCounts, compareNet, difference } from './compare.ts'

/** With fewer before, perhaps because nobody listened yet, better and worse mean nothing. */
const fewestBefore = 10

/** The page in a sentence: better, worse, or no clear change, and by what it is told. */
export function headline({ current, previous }: Trends, before: string): string {
  if (current.total === 0) return 'Nothing was heard in this time.'
  const { negative: bad } = current.labels
  if (previous.total < fewestBefore)
    return `${bad.toLocaleString('en')} of ${current.total.toLocaleString('en')} mentions are negative. Too little was heard in ${before} to compare with.`
  const negative = compareCounts(bad, previous.labels.negative, before).direction
  const mood = compareNet(current, previous, before).direction
  const change = negativeChange(bad, previous.labels.negative)
  if (mood === 'down')
    return negative === 'up'
      ? `It sounds worse than in ${before}: ${change}.`
      : `It sounds worse than in ${before}, though negative mentions are not clearly more.`
  if (mood === 'up')
    return negative === 'down'
      ? `It sounds better than in ${before}: ${change}.`
      : `It sounds better than in ${before}, though negative mentions are not clearly fewer.`
  if (negative === 'up' || negative === 'down') return `Compared with ${before}: ${change}.`
  if (mood === 'none' && negative === 'none')
    return `Too little was heard to tell better from worse against ${before}.`
  return `No clear change against ${before}.`
}

function negativeChange(now: number, then: number): string {
  return then < 10
    ? `${now} negative mentions after ${then === 0 ? 'none' : then}`
    : `${difference(now, then)} negative mentions`
}

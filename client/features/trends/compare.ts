import type { Trends } from '../../../shared/contract/trend.ts'
import { signed } from '../../lib/signed.ts'

type Sums = Trends['current']

/** How a figure stands against the period before; `none`: nothing honest can be said. */
export type Direction = 'up' | 'down' | 'same' | 'none'
/** `was` is the earlier figure, which stands in brackets after the sentence. */
export type Comparison = { direction: Direction; sentence: string; was: string | null }

/** Below this many in both periods together, a difference says more about chance than about the brand. */
const fewest = 20
/** 95 % of differences between equal periods are smaller than this many standard errors. */
const clear = 1.96
/** Waits whose quotient is smaller are called about as long. */
const noticeable = 1.1

/**
 * Two counts of independent events. The difference of two Poisson counts has their sum as its variance: a smaller
 * difference than chance alone often makes is called "about as many".
 * @param before names the period, e.g. `the 7 days before`.
 * @param listened whether anybody listened through all of that period: without, few heard does not mean few said.
 */
export function compareCounts(now: number, then: number, before: string, listened = true): Comparison {
  const was = then.toLocaleString('en')
  if (!listened && then < fewest / 2)
    return { direction: 'none', sentence: `Earshot was not listening yet in ${before}`, was: null }
  if (now + then === 0) return { direction: 'none', sentence: `None in ${before} either`, was: null }
  if (now + then < fewest) return { direction: 'none', sentence: `Too few to compare with ${before}`, was }
  if (Math.abs(now - then) < clear * Math.sqrt(now + then))
    return { direction: 'same', sentence: `About as many as in ${before}`, was }
  const direction = now > then ? 'up' : 'down'
  if (then === 0) return { direction, sentence: `There were none in ${before}`, was: null }
  if (then < fewest / 2) return { direction, sentence: `Far more than in ${before}`, was }
  const joint = isMultiple(now, then) ? 'as' : 'than'
  return { direction, sentence: `${difference(now, then)} ${joint} in ${before}`, was }
}

/** Net sentiment of two periods; each scored mention counts −1, 0 or 1, which gives the standard error. */
export function compareNet(now: Sums, then: Sums, before: string): Comparison {
  const [a, b] = [scored(now), scored(then)]
  if (
    now.netSentiment === null ||
    then.netSentiment === null ||
    a + b < fewest ||
    Math.min(a, b) < fewest / 4
  )
    return { direction: 'none', sentence: `Too few scored mentions to compare with ${before}`, was: null }
  const change = now.netSentiment - then.netSentiment
  const error = Math.sqrt(variance(now) / a + variance(then) / b)
  const was = signed(then.netSentiment)
  if (Math.abs(change) < clear * error || Math.abs(change) < 0.005)
    return { direction: 'same', sentence: `About the same as in ${before}`, was }
  return change < 0
    ? { direction: 'down', sentence: `Worse than in ${before}`, was }
    : { direction: 'up', sentence: `Better than in ${before}`, was }
}

/**
 * Median waits in seconds. `up` means longer. Those who still wait leave the median open between two bounds; only what
 * holds whatever becomes of them is said: without that, a morning nobody answered yet would look fast.
 */
export function compareWaits(
  now: Sums['firstResponse'],
  then: Sums['firstResponse'],
  before: string,
  format: (seconds: number) => string,
): Comparison {
  if (now.median === null || then.median === null || Math.min(now.count, then.count) < fewest / 2)
    return { direction: 'none', sentence: `Too few to compare with ${before}`, was: null }
  const was = waitText(then, format)
  const [nowMost, thenMost] = [now.medianAtMost ?? Infinity, then.medianAtMost ?? Infinity]
  if (now.median > thenMost * noticeable)
    return { direction: 'up', sentence: `Slower than in ${before}`, was }
  if (nowMost * noticeable < then.median)
    return { direction: 'down', sentence: `Faster than in ${before}`, was }
  if (nowMost <= then.median * noticeable && thenMost <= now.median * noticeable)
    return { direction: 'same', sentence: `About as long as in ${before}`, was }
  return { direction: 'none', sentence: `Too many still wait to compare with ${before}`, was }
}

/** A median as far as it is known: with `≥` while those who still wait can make it longer. */
export function waitText(
  { median, medianAtMost }: Sums['firstResponse'],
  format: (seconds: number) => string,
): string {
  if (median === null) return '–'
  const settled = medianAtMost !== null && format(medianAtMost) === format(median)
  return settled ? format(median) : `≥ ${format(median)}`
}

export function scored({ labels }: Pick<Sums, 'labels'>): number {
  return labels.negative + labels.neutral + labels.positive
}

function variance(sums: Sums): number {
  const net = sums.netSentiment ?? 0
  return (sums.labels.negative + sums.labels.positive) / scored(sums) - net * net
}

/** "41 % more", "20 % fewer", "3.2 times as many"; `then` is not 0. */
export function difference(now: number, then: number): string {
  if (isMultiple(now, then))
    return `${(now / then).toLocaleString('en', { maximumFractionDigits: 1 })} times as many`
  const percent = Math.round((Math.abs(now - then) / then) * 100)
  return `${percent} % ${now > then ? 'more' : 'fewer'}`
}

function isMultiple(now: number, then: number): boolean {
  return now >= 3 * then
}

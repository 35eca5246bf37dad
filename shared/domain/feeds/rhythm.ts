const kept = 21
const leastGaps = 5
const daySeconds = 86_400

/** How a feed usually speaks, in seconds: the median of its recent gaps, and the longest of them. */
export type Rhythm = { usual: number; longest: number }

/**
 * When a feed's newest items came, in seconds since 1970: those known and those that are new, newest first, each moment
 * once, as many as a rhythm takes.
 */
export function recentWith(known: readonly number[], more: readonly number[]): number[] {
  return [...new Set([...known, ...more.map(Math.floor)])].toSorted((a, b) => b - a).slice(0, kept)
}

/** @returns null until there are five gaps. */
export function rhythmOf(recent: readonly number[]): Rhythm | null {
  const gaps = recent.slice(1).map((at, index) => recent[index]! - at)
  if (gaps.length < leastGaps) return null
  const sorted = gaps.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const usual = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return { usual: Math.round(usual), longest: sorted.at(-1)! }
}

/**
 * Seconds of silence after which something is wrong with a feed that usually speaks: six usual gaps, but twice the longest
 * recent one where items come in bursts or rest over the weekend, and never less than a day.
 */
export const silentAfter = ({ usual, longest }: Rhythm): number =>
  Math.max(6 * usual, 2 * longest, daySeconds)

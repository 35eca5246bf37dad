import { runsInCommon } from './is-repeat.ts'
import { tellingOf, type Told } from './telling.ts'

/**
 * Whether two texts that are given for the same address can both be what stands there: one may have been edited, or be a
 * headline or a summary of the other. What says nothing can be anything.
 */
export function isCopy(one: Told, other: Told): boolean {
  const [less, more] = [tellingOf(one), tellingOf(other)].toSorted((a, b) => a.words.length - b.words.length)
  if (!less || !more || less.words.length === 0) return true
  if (less.words.length < 3) return less.words.every((word) => more.words.includes(word))
  return runsInCommon(more, less) >= mostlySame
}

/** Of the runs of three words of the shorter one. */
const mostlySame = 0.5

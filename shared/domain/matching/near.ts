import type { CompiledTerm } from './compile.ts'
import type { Occurrence, TermFinder } from './term-finder.ts'

/** Of each side. So many are only found by who looks for them. */
const mostPlaces = 20_000

type Near = { sides: [CompiledTerm[], CompiledTerm[]]; distance: number }

/** Whether both sides of a near occur close to each other. */
export function isNear(finder: TermFinder, near: Near): boolean {
  const [left, right] = placesOf(finder, near)
  return left.some(besideOneOf(right, near.distance, finder.scan.titleEnd))
}

/** Every place of either side that has one of the other close to it. */
export function nearPlaces(finder: TermFinder, near: Near): Occurrence[] {
  const [left, right] = placesOf(finder, near)
  const { titleEnd } = finder.scan
  return [
    ...left.filter(besideOneOf(right, near.distance, titleEnd)),
    ...right.filter(besideOneOf(left, near.distance, titleEnd)),
  ]
}

function placesOf(finder: TermFinder, { sides }: Near): [Occurrence[], Occurrence[]] {
  const [left, right] = sides.map((terms) => {
    const places: Occurrence[] = []
    for (const term of terms) finder.some(term, (place) => places.push(place) >= mostPlaces)
    return places
  })
  return [left ?? [], right ?? []]
}

/** Whether a place has one of `others` before or after it, in the same field, with at most `distance` words between. */
function besideOneOf(others: readonly Occurrence[], distance: number, titleEnd: number) {
  const byFirst = others.toSorted((a, b) => a.first - b.first)
  const byLast = others.toSorted((a, b) => a.last - b.last)
  const sameField = (a: number, b: number) => a < titleEnd === b < titleEnd

  return ({ first, last }: Occurrence): boolean => {
    const after = byFirst[countWhile(byFirst, (other) => other.first <= last)]
    if (after !== undefined && after.first - last - 1 <= distance && sameField(last, after.first)) return true
    const before = byLast[countWhile(byLast, (other) => other.last < first) - 1]
    return before !== undefined && first - before.last - 1 <= distance && sameField(before.last, first)
  }
}

/** How many of a sorted list, from its beginning on, are so. */
function countWhile(sorted: readonly Occurrence[], isSo: (one: Occurrence) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isSo(sorted[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

/** So many counters, one byte each: with 600,000 different terms one in eight shares its counter with another. */
const counters = 2 ** 22
const mask = counters - 1
const most = 255

/**
 * Counts terms in little memory, however many there are: never too few, sometimes too many. For telling quickly which ones
 * are worth counting exactly.
 */
export class RoughCounts {
  readonly #counts = new Uint8Array(counters)
  /** How many different terms were counted, nearly. */
  different = 0

  add(term: string): void {
    const at = placeOf(term)
    const before = this.#counts[at]!
    if (before === 0) this.different += 1
    if (before < most) this.#counts[at] = before + 1
  }

  of(term: string): number {
    return this.#counts[placeOf(term)]!
  }
}

/** FNV-1a. */
function placeOf(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at += 1) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & mask
}

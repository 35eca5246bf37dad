/**
 * Which of many 32-bit hashes are known, and the number of each. A row of bits, small enough to stay in the processor's
 * cache however many there are, answers for nearly all that are not; only what it lets through reads the larger table.
 */
export class HashTable {
  readonly size: number
  readonly #bits: Int32Array
  readonly #bitMask: number
  readonly #hashes: Int32Array
  readonly #numbers: Int32Array
  readonly #mask: number

  /** `hashes` are different from each other; the number of each is its place. */
  constructor(hashes: readonly number[]) {
    this.size = hashes.length
    this.#mask = powerOfTwo(2 * hashes.length) - 1
    this.#bitMask = powerOfTwo(32 * hashes.length) - 1
    this.#bits = new Int32Array((this.#bitMask + 1) / 32)
    this.#hashes = new Int32Array(this.#mask + 1)
    this.#numbers = new Int32Array(this.#mask + 1).fill(-1)
    hashes.forEach((hash, number) => this.#set(hash, number))
  }

  /** The number of a hash, or -1. */
  find(hash: number): number {
    const bit = hash & this.#bitMask
    return ((this.#bits[bit >>> 5]! >>> (bit & 31)) & 1) === 0 ? -1 : this.#look(hash)
  }

  #look(hash: number): number {
    let slot = place(hash) & this.#mask
    while (this.#numbers[slot]! >= 0) {
      if (this.#hashes[slot] === hash) return this.#numbers[slot]!
      slot = (slot + 1) & this.#mask
    }
    return -1
  }

  #set(hash: number, number: number): void {
    const bit = hash & this.#bitMask
    this.#bits[bit >>> 5]! |= 1 << (bit & 31)
    let slot = place(hash) & this.#mask
    while (this.#numbers[slot]! >= 0) slot = (slot + 1) & this.#mask
    this.#hashes[slot] = hash
    this.#numbers[slot] = number
  }
}

const place = (hash: number) => hash ^ (hash >>> 16)

function powerOfTwo(atLeast: number): number {
  let power = 64
  while (power < atLeast) power *= 2
  return power
}

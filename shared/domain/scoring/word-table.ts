/** Numbers by 32-bit hash: open addressing in one flat array of pairs, so that a look-up makes no garbage. */
export class WordTable {
  /** Key and value + 1 by turns; a value of 0: free. */
  #slots: Int32Array
  #mask: number
  #size = 0

  constructor(expected: number) {
    let slots = 64
    while (slots < expected * 2) slots *= 2
    this.#slots = new Int32Array(slots * 2)
    this.#mask = slots * 2 - 1
  }

  get size(): number {
    return this.#size
  }

  /** −1: unknown. */
  get(key: number): number {
    const slots = this.#slots
    const mask = this.#mask
    let slot = ((key ^ (key >>> 15)) << 1) & mask
    for (;;) {
      const value = slots[slot + 1]!
      if (value === 0 || slots[slot] === key) return value - 1
      slot = (slot + 2) & mask
    }
  }

  /** `value` must not be negative. */
  set(key: number, value: number): void {
    if (this.#size * 4 >= this.#slots.length) this.#grow()
    const slots = this.#slots
    let slot = ((key ^ (key >>> 15)) << 1) & this.#mask
    while (slots[slot + 1] !== 0 && slots[slot] !== key) slot = (slot + 2) & this.#mask
    if (slots[slot + 1] === 0) this.#size++
    slots[slot] = key
    slots[slot + 1] = value + 1
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    this.#mask = this.#slots.length - 1
    this.#size = 0
    for (let slot = 0; slot < old.length; slot += 2)
      if (old[slot + 1] !== 0) this.set(old[slot]!, old[slot + 1]! - 1)
  }
}

import type { CompiledTerm } from './compile.ts'
import { TokenScan } from './token-scan.ts'

/** Where a term stands: its first and last word, as numbers of the scan. */
export type Occurrence = { first: number; last: number }

/** Finds terms in one text after another. Words are indexed only when the first term of a text is asked for. */
export class TermFinder {
  readonly scan = new TokenScan()
  #indexed = false
  /** Slot of a hash → its first word in the text + 1. */
  #heads = new Int32Array(1024)
  #mask = 1023
  /** Word → the next one with the same hash + 1. */
  #next = new Int32Array(512)

  read(title: string, text: string): void {
    this.scan.read(title, text)
    this.#indexed = false
  }

  has(term: CompiledTerm): boolean {
    return this.some(term, () => true)
  }

  /** Visits the places of a term in reading order until `visit` returns true; whether it did. */
  some(term: CompiledTerm, visit: (place: Occurrence) => boolean): boolean {
    const { rarest } = term
    const beyond = term.words.length - 1
    if (rarest < 0) return this.#someStart(term, visit)
    for (let token = this.#firstOf(term.hashes[rarest]!); token >= 0; token = this.#next[token]! - 1) {
      const first = token - rarest
      if (this.#stands(term, first) && visit({ first, last: first + beyond })) return true
    }
    return false
  }

  /** A term that is only how a word begins. */
  #someStart(term: CompiledTerm, visit: (place: Occurrence) => boolean): boolean {
    const { stems, count } = this.scan
    for (let token = 0; token < count; token++) {
      if (stems[token] === term.stem && this.#stands(term, token) && visit({ first: token, last: token }))
        return true
    }
    return false
  }

  #stands(term: CompiledTerm, first: number): boolean {
    const { scan } = this
    const last = first + term.words.length - 1
    if (first < 0 || last >= scan.count) return false
    // No phrase runs from the title into the text.
    if (first < scan.titleEnd !== last < scan.titleEnd) return false
    if (term.inTitle && last >= scan.titleEnd) return false
    const whole = term.open ? last - 1 : last
    for (let token = first; token <= whole; token++) {
      if (scan.hashes[token] !== term.hashes[token - first]) return false
    }
    if (term.open && scan.stems[last] !== term.stem) return false
    if (term.sigil !== null && scan.sigilAt(first) !== term.sigil) return false
    return term.words.every((word, at) => this.#is(term, word, at, first + at))
  }

  /** Hashes may be equal by chance; words are not. */
  #is({ exact, open, words }: CompiledTerm, word: string, at: number, token: number): boolean {
    if (exact !== null) return this.scan.originalAt(token).normalize('NFC') === exact[at]
    const found = this.scan.wordAt(token)
    return open && at === words.length - 1 ? found.startsWith(word) : found === word
  }

  #firstOf(hash: number): number {
    if (!this.#indexed) this.#index()
    const { hashes } = this.scan
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const head = this.#heads[slot]! - 1
      if (head < 0 || hashes[head] === hash) return head
    }
  }

  #index(): void {
    const { hashes, count } = this.scan
    let size = 64
    while (size < 2 * count) size *= 2
    if (this.#heads.length < size) this.#heads = new Int32Array(size)
    if (this.#next.length < count) this.#next = new Int32Array(size)
    this.#mask = size - 1
    this.#heads.fill(0, 0, size)
    for (let token = count - 1; token >= 0; token--) {
      const hash = hashes[token]!
      let slot = hash & this.#mask
      while (this.#heads[slot]! > 0 && hashes[this.#heads[slot]! - 1] !== hash) slot = (slot + 1) & this.#mask
      this.#next[token] = this.#heads[slot]!
      this.#heads[slot] = token + 1
    }
    this.#indexed = true
  }
}

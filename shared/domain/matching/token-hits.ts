import type { CompiledTerm } from './compile.ts'
import { eachToken, type Sigil } from './tokens.ts'

/** Where a matched term stands in the original text, UTF-16 code units, end exclusive. */
export type MatchSpan = { field: 'title' | 'text'; start: number; end: number }

/** One known word in a text. Neighbours in the text have neighbouring positions. */
type Hit = {
  word: number
  position: number
  field: 'title' | 'text'
  start: number
  end: number
  sigil: Sigil | null
}

/** The words of one text that occur in any query, and where. Made once, used for one text after another. */
export class TokenHits {
  readonly #vocabulary: Map<string, number>
  #hits: Hit[] = []
  /** Word → its places in #hits. */
  #places = new Map<number, number[]>()

  constructor(vocabulary: Map<string, number>) {
    this.#vocabulary = vocabulary
  }

  read(title: string, text: string): void {
    this.#hits = []
    this.#places = new Map()
    const afterTitle = this.#readField('title', title, 0)
    // One position is left free, so that no phrase runs from the title into the text.
    this.#readField('text', text, afterTitle + 1)
  }

  /** Visits each different word. */
  eachWord(visit: (word: number) => void): void {
    for (const word of this.#places.keys()) visit(word)
  }

  has(term: CompiledTerm | undefined): boolean {
    return term !== undefined && this.#find(term, () => true)
  }

  /** Adds every place of the term. */
  spansOf(term: CompiledTerm | undefined, spans: MatchSpan[]): void {
    if (term === undefined) return
    this.#find(term, (first, last) => {
      const start = term.sigil === null ? first.start : first.start - 1
      spans.push({ field: first.field, start, end: last.end })
      return false
    })
  }

  #readField(field: 'title' | 'text', text: string, from: number): number {
    let position = from
    eachToken(text, (token, start, end, sigil) => {
      const word = this.#vocabulary.get(token)
      if (word !== undefined) {
        const places = this.#places.get(word)
        if (places === undefined) this.#places.set(word, [this.#hits.length])
        else places.push(this.#hits.length)
        this.#hits.push({ word, position, field, start, end, sigil })
      }
      position++
    })
    return position
  }

  /** Visits the places of a term until `visit` returns true; whether it did. */
  #find(term: CompiledTerm, visit: (first: Hit, last: Hit) => boolean): boolean {
    for (const place of this.#places.get(term.words[term.rarest] ?? -1) ?? []) {
      const first = this.#hits[place - term.rarest]
      if (first === undefined || (term.sigil !== null && first.sigil !== term.sigil)) continue
      const last = this.#follow(term, place - term.rarest)
      if (last !== null && visit(first, last)) return true
    }
    return false
  }

  /** The last word of the term when all its words stand in a row from `place` on. */
  #follow(term: CompiledTerm, place: number): Hit | null {
    const from = this.#hits[place]?.position ?? 0
    let last: Hit | null = null
    for (let at = 0; at < term.words.length; at++) {
      const hit = this.#hits[place + at]
      if (hit === undefined || hit.word !== term.words[at] || hit.position !== from + at) return null
      last = hit
    }
    return last
  }
}

import { HashTable } from '../matching/hash-table.ts'
import { Pieces } from './pieces.ts'
import type { Tokens } from './tokens.ts'
import { pairHash } from './word-hash.ts'
import { WordTable } from './word-table.ts'

/** A phrase where it stands in a text: its tokens (the last inclusive), and its place in UTF-16 code units. */
export type FoundPhrase = { first: number; last: number; start: number; end: number; weight: number }

/** Bits of `tags`: which of a phrase's pieces must be hashtags. */
type Entry = { tags: number; weight: number }
type Candidate = FoundPhrase & { from: number; to: number }

const none: readonly FoundPhrase[] = []
const longRun = /(\p{L})\1{2,}/gu

/** All phrases of a brand as one tree, whose edges stand in one table. */
export class BrandPhrases {
  /** From node × piece to node. */
  readonly #edges = new WordTable(256)
  /** By node, the phrases that end there, by how they are spelt. */
  readonly #ends: (Map<string, Entry[]> | undefined)[] = [undefined]
  /** Pieces that a phrase begins with. */
  readonly #beginnings = new Set<number>()
  /** The same, made when the first text is read. */
  #roots: HashTable | null = null
  readonly #pieces = new Pieces()

  /** A phrase that is there already gets another weight. */
  add(text: string, tokens: Tokens, exact: boolean, weight: number): void {
    const pieces = this.#pieces
    pieces.read(text, tokens)
    const [first, last] = pieces.withoutOuterSigns()
    if (last < first) return
    let node = 0
    let tags = 0
    for (let piece = first; piece <= last; piece++) {
      if (pieces.isTag(piece)) tags |= 1 << (piece - first)
      if (node === 0) this.#beginnings.add(pieces.key[piece]!)
      node = this.#child(node, pieces.key[piece]!)
    }
    const spelt = (exact ? '=' : '') + pieces.spell(first, last, { exact })
    const ends = (this.#ends[node] ??= new Map<string, Entry[]>())
    const others = (ends.get(spelt) ?? []).filter((entry) => entry.tags !== tags)
    ends.set(
      spelt,
      [...others, { tags, weight }].toSorted((a, b) => b.tags - a.tags),
    )
  }

  find(text: string, tokens: Tokens): readonly FoundPhrase[] {
    const roots = (this.#roots ??= new HashTable([...this.#beginnings.keys()]))
    const pieces = this.#pieces
    pieces.read(text, tokens)
    let candidates: Candidate[] | null = null
    for (let from = 0; from < pieces.count; from++) {
      if (roots.find(pieces.key[from]!) < 0) continue
      let node = this.#edges.get(pairHash(0, pieces.key[from]!))
      for (let to = from; node >= 0; node = this.#edges.get(pairHash(node, pieces.key[to]!))) {
        const ends = this.#ends[node]
        const entry = ends && this.#entryAt(ends, from, to)
        if (entry !== undefined) (candidates ??= []).push(this.#candidate(from, to, entry.weight))
        to++
        if (to >= pieces.count) break
      }
    }
    return candidates === null ? none : withoutOverlap(candidates)
  }

  /** What asks for exactly these capitals comes before what does not. */
  #entryAt(ends: ReadonlyMap<string, Entry[]>, from: number, to: number): Entry | undefined {
    const pieces = this.#pieces
    let tags = 0
    for (let piece = from; piece <= to; piece++) if (pieces.isTag(piece)) tags |= 1 << (piece - from)
    const fitting = (spelt: string) => ends.get(spelt)?.find((entry) => (entry.tags & ~tags) === 0)
    const folded = pieces.spell(from, to)
    const known = fitting(`=${pieces.spell(from, to, { exact: true })}`) ?? fitting(folded)
    if (known !== undefined || !pieces.isLong(from, to)) return known
    return fitting(folded.replace(longRun, '$1')) ?? fitting(folded.replace(longRun, '$1$1'))
  }

  #candidate(from: number, to: number, weight: number): Candidate {
    const { token, start, end } = this.#pieces
    return { from, to, first: token[from]!, last: token[to]!, start: start[from]!, end: end[to]!, weight }
  }

  #child(node: number, key: number): number {
    const edge = pairHash(node, key)
    const known = this.#edges.get(edge)
    if (known >= 0) return known
    const child = this.#ends.length
    this.#ends.push(undefined)
    this.#edges.set(edge, child)
    return child
  }
}

function withoutOverlap(candidates: readonly Candidate[]): readonly FoundPhrase[] {
  const length = ({ from, to }: Candidate) => to - from
  const taken = new Set<number>()
  const found: FoundPhrase[] = []
  for (const one of candidates.toSorted((a, b) => length(b) - length(a) || a.from - b.from)) {
    const { from, to, first, last, start, end, weight } = one
    let free = true
    for (let piece = from; piece <= to; piece++) if (taken.has(piece)) free = false
    if (!free) continue
    for (let piece = from; piece <= to; piece++) taken.add(piece)
    found.push({ first, last, start, end, weight })
  }
  return found.toSorted((a, b) => a.start - b.start)
}

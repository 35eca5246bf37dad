import { groupNames } from './signs.ts'
import { numberHash, tokenKinds, type Tokens } from './tokens.ts'
import { hashWord, pairHash } from './word-hash.ts'
import { WordTable } from './word-table.ts'

const anyWord = hashWord('<any>')
const groupHashes = groupNames.map((name) => hashWord(`<${name}>`))

/** Hits of one text at a time: which sign, from which token, to which (inclusive). */
export class Hits {
  count = 0
  sign = new Uint8Array(256)
  from = new Int32Array(256)
  to = new Int32Array(256)

  /** A text with more hits than there is room for has said what it has to say. */
  add(sign: number, from: number, to: number): void {
    if (this.count >= this.sign.length) return
    this.sign[this.count] = sign
    this.from[this.count] = from
    this.to[this.count] = to
    this.count++
  }
}

type Slot = { hashes: number[]; optional: boolean }

/** Finds phrases of known words among tokens: a tree of words, and of groups of words, whose edges stand in one table. */
export class Phrases {
  /** From node × word to node. */
  readonly #edges = new WordTable(8192)
  /** Bits of the signs whose phrases end at a node. */
  readonly #ends: number[] = [0]
  /** Bits of the groups that lead on from a node; the highest: any word does. */
  readonly #groups: number[] = [0]
  readonly #isLeaf: boolean[] = [true]
  /** Words, by hash, with which a phrase begins. */
  readonly beginnings = new Set<number>()

  /** `sign` 0…31; `phrase` as signs.ts writes them. */
  add(phrase: string, sign: number): void {
    const slots = phrase.split(' ').map(slotOf)
    for (const node of this.#extend([0], slots)) this.#ends[node]! |= 1 << sign
  }

  #extend(nodes: number[], slots: readonly Slot[]): number[] {
    let reached = nodes
    for (const { hashes, optional } of slots) {
      const next = optional ? [...reached] : []
      for (const node of reached) for (const hash of hashes) next.push(this.#child(node, hash))
      reached = next
    }
    return reached
  }

  #child(node: number, hash: number): number {
    const key = pairHash(node, hash)
    const known = this.#edges.get(key)
    if (known >= 0) return known
    const child = this.#ends.length
    this.#ends.push(0)
    this.#groups.push(0)
    this.#isLeaf.push(true)
    this.#edges.set(key, child)
    this.#isLeaf[node] = false
    const group = groupHashes.indexOf(hash)
    if (group >= 0) this.#groups[node]! |= 1 << group
    else if (hash === anyWord) this.#groups[node]! |= 1 << groupHashes.length
    else if (node === 0) this.beginnings.add(hash)
    return child
  }

  /** Groups with whose words a phrase begins, as bits. */
  get beginningGroups(): number {
    return this.#groups[0]!
  }

  /** Adds to `hits` the phrases that begin at a token. `groupsOf`: the groups of each token, as bits. */
  find(tokens: Tokens, at: number, groupsOf: Uint8Array, hits: Hits): void {
    this.#step(tokens, at, at, 0, groupsOf, hits)
  }

  #step(tokens: Tokens, from: number, at: number, node: number, groupsOf: Uint8Array, hits: Hits): void {
    const exact = this.#edges.get(pairHash(node, tokens.hash[at]!))
    if (exact >= 0) this.#arrive(tokens, from, at, exact, groupsOf, hits)
    let shared = this.#groups[node]! & (groupsOf[at]! | (1 << groupHashes.length))
    for (let group = 0; shared !== 0; group++, shared >>>= 1) {
      if ((shared & 1) === 0) continue
      const child = this.#edges.get(pairHash(node, groupHashes[group] ?? anyWord))
      if (child >= 0) this.#arrive(tokens, from, at, child, groupsOf, hits)
    }
  }

  #arrive(tokens: Tokens, from: number, at: number, node: number, groupsOf: Uint8Array, hits: Hits): void {
    let signs = this.#ends[node]!
    while (signs !== 0) {
      const bit = signs & -signs
      hits.add(31 - Math.clz32(bit), from, at)
      signs ^= bit
    }
    const next = at + 1
    if (this.#isLeaf[node] || next >= tokens.count || tokens.kind[next]! > tokenKinds.handle) return
    this.#step(tokens, from, next, node, groupsOf, hits)
  }
}

function slotOf(part: string): Slot {
  const optional = part.length > 1 && part.endsWith('?')
  const words = (optional ? part.slice(0, -1) : part).split('|')
  return {
    optional,
    hashes: words.map((word) => (word === '#' ? numberHash : word === '_' ? anyWord : hashWord(word))),
  }
}

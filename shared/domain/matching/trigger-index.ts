import type { Trigger } from './triggers.ts'
import { HashTable } from './hash-table.ts'
import { hashPair, type TokenScan } from './token-scan.ts'

/** Which queries wait for which words of a text: one look-up a word for all of them. */
export class TriggerIndex {
  readonly #words: HashTable
  readonly #pairs: HashTable
  /** How the beginnings begin: most words are dismissed by that alone. */
  readonly #stems: HashTable
  readonly #waitingForWord: number[][]
  readonly #waitingForPair: number[][]
  readonly #starts: HashTable
  readonly #waitingForStart: number[][]

  /** Takes those triggers that are words of `text`. */
  constructor(triggers: readonly { trigger: Trigger; query: number }[], text: 'text' | 'author') {
    const words = new Map<number, number[]>()
    const pairs = new Map<number, number[]>()
    const starts = new Map<number, number[]>()
    const stems = new Set<number>()
    for (const { trigger, query } of triggers) {
      if (trigger.kind === 'site' || trigger.of !== text) continue
      const { kind, term, at } = trigger
      const hash = term.hashes[at]!
      if (kind === 'word') push(words, hash, query)
      else if (kind === 'pair') push(pairs, hashPair(hash, term.hashes[at + 1]!), query)
      else {
        push(starts, hash, query)
        stems.add(term.stem)
      }
    }
    this.#words = new HashTable([...words.keys()])
    this.#pairs = new HashTable([...pairs.keys()])
    this.#stems = new HashTable([...stems])
    this.#starts = new HashTable([...starts.keys()])
    this.#waitingForWord = [...words.values()]
    this.#waitingForPair = [...pairs.values()]
    this.#waitingForStart = [...starts.values()]
  }

  get empty(): boolean {
    return this.#words.size + this.#pairs.size + this.#stems.size === 0
  }

  /** Visits the queries that wait for a word of the text, each once or more, until `visit` returns true; whether it did. */
  some(scan: TokenScan, visit: (query: number) => boolean): boolean {
    return this.#someWord(scan, visit) || this.#somePair(scan, visit) || this.#someStart(scan, visit)
  }

  #someWord({ hashes, count }: TokenScan, visit: (query: number) => boolean): boolean {
    if (this.#words.size === 0) return false
    for (let token = 0; token < count; token++) {
      const found = this.#words.find(hashes[token]!)
      if (found >= 0 && this.#waitingForWord[found]!.some(visit)) return true
    }
    return false
  }

  #somePair({ hashes, count }: TokenScan, visit: (query: number) => boolean): boolean {
    if (this.#pairs.size === 0) return false
    for (let token = 1; token < count; token++) {
      const found = this.#pairs.find(hashPair(hashes[token - 1]!, hashes[token]!))
      if (found >= 0 && this.#waitingForPair[found]!.some(visit)) return true
    }
    return false
  }

  #someStart(scan: TokenScan, visit: (query: number) => boolean): boolean {
    if (this.#stems.size === 0) return false
    const visitStart = (hash: number) => {
      const found = this.#starts.find(hash)
      return found >= 0 && this.#waitingForStart[found]!.some(visit)
    }
    for (let token = 0; token < scan.count; token++) {
      const stem = scan.stems[token]!
      if (stem !== 0 && this.#stems.find(stem) >= 0 && scan.someStart(token, visitStart)) return true
    }
    return false
  }
}

function push(lists: Map<number, number[]>, key: number, query: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [query])
  else list.push(query)
}

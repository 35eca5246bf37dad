import type { Trigger } from './triggers.ts'
import { HashTable } from './hash-table.ts'
import { hashPair, type TokenScan } from './token-scan.ts'

/** Beginnings of words that have their first letters in common: by length, and who waits for each. */
type Starts = { lengths: number[]; waiting: Map<string, number[]> }

/** Which queries wait for which words of a text: one look-up a word for all of them. */
export class TriggerIndex {
  readonly #words: HashTable
  readonly #pairs: HashTable
  readonly #stems: HashTable
  readonly #waitingForWord: number[][]
  readonly #waitingForPair: number[][]
  readonly #starts: Starts[]

  /** Takes those triggers that are words of `text`. */
  constructor(triggers: readonly { trigger: Trigger; query: number }[], text: 'text' | 'author') {
    const words = new Map<number, number[]>()
    const pairs = new Map<number, number[]>()
    const stems = new Map<number, Starts>()
    for (const { trigger, query } of triggers) {
      if (trigger.kind === 'site' || trigger.of !== text) continue
      const { kind, term, at } = trigger
      const hash = term.hashes[at]!
      if (kind === 'word') push(words, hash, query)
      else if (kind === 'pair') push(pairs, hashPair(hash, term.hashes[at + 1]!), query)
      else addStart(stems, term.stem, term.words[at]!, query)
    }
    this.#words = new HashTable([...words.keys()])
    this.#pairs = new HashTable([...pairs.keys()])
    this.#stems = new HashTable([...stems.keys()])
    this.#waitingForWord = [...words.values()]
    this.#waitingForPair = [...pairs.values()]
    this.#starts = [...stems.values()]
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
    for (let token = 0; token < scan.count; token++) {
      const stem = scan.stems[token]!
      const found = stem === 0 ? -1 : this.#stems.find(stem)
      if (found < 0) continue
      const { lengths, waiting } = this.#starts[found]!
      const word = scan.wordAt(token)
      for (const length of lengths) {
        if (length <= word.length && waiting.get(word.slice(0, length))?.some(visit) === true) return true
      }
    }
    return false
  }
}

function push<Key>(lists: Map<Key, number[]>, key: Key, query: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [query])
  else list.push(query)
}

function addStart(stems: Map<number, Starts>, stem: number, start: string, query: number): void {
  const starts: Starts = stems.get(stem) ?? { lengths: [], waiting: new Map() }
  stems.set(stem, starts)
  if (!starts.lengths.includes(start.length)) starts.lengths.push(start.length)
  push(starts.waiting, start, query)
}

import { HashTable } from './hash-table.ts'
import { hashPair, type TokenScan } from './token-scan.ts'
import type { Trigger } from './triggers.ts'
import { WaitingQueries } from './waiting-queries.ts'

/** Which queries wait for which words of a text: one look-up a word for all of them. */
export class TriggerIndex {
  readonly #words: WaitingQueries
  readonly #pairs: WaitingQueries
  readonly #starts: WaitingQueries
  /** How the beginnings begin: most words are dismissed by that alone. */
  readonly #stems: HashTable

  /** Takes those triggers that are words of `text`, in the order of their queries. */
  constructor(triggers: readonly { trigger: Trigger; query: number }[], text: 'text' | 'author') {
    const waiting = { word: new Map(), pair: new Map(), start: new Map() }
    const stems = new Set<number>()
    for (const { trigger, query } of triggers) {
      if (trigger.kind === 'site' || trigger.of !== text) continue
      const { kind, term, at } = trigger
      const hash = term.hashes[at]!
      push(waiting[kind], kind === 'pair' ? hashPair(hash, term.hashes[at + 1]!) : hash, query)
      if (kind === 'start') stems.add(term.stem)
    }
    this.#words = new WaitingQueries(waiting.word)
    this.#pairs = new WaitingQueries(waiting.pair)
    this.#starts = new WaitingQueries(waiting.start)
    this.#stems = new HashTable([...stems])
  }

  get empty(): boolean {
    return this.#words.empty && this.#pairs.empty && this.#starts.empty
  }

  /** Visits the queries that wait for something in the text, once or more, until `visit` returns true; whether it did. */
  some(scan: TokenScan, visit: (query: number) => boolean): boolean {
    return this.#someWord(scan, visit) || this.#somePair(scan, visit) || this.#someStart(scan, visit)
  }

  #someWord({ hashes, count }: TokenScan, visit: (query: number) => boolean): boolean {
    if (this.#words.empty) return false
    this.#words.begin()
    for (let token = 0; token < count; token++) {
      if (this.#words.some(hashes[token]!, visit)) return true
    }
    return false
  }

  #somePair({ hashes, count }: TokenScan, visit: (query: number) => boolean): boolean {
    if (this.#pairs.empty) return false
    this.#pairs.begin()
    for (let token = 1; token < count; token++) {
      if (this.#pairs.some(hashPair(hashes[token - 1]!, hashes[token]!), visit)) return true
    }
    return false
  }

  #someStart(scan: TokenScan, visit: (query: number) => boolean): boolean {
    if (this.#starts.empty) return false
    this.#starts.begin()
    const visitStart = (hash: number) => this.#starts.some(hash, visit)
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
  else if (list.at(-1) !== query) list.push(query)
}

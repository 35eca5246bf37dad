import { HashTable } from '../matching/hash-table.ts'
import { numberHash, tokenKinds, type Tokens } from './tokens.ts'
import { hashWord } from './word-hash.ts'

/** Where a phrase stands: its tokens, the last inclusive. */
export type SignHit = { sign: number; from: number; to: number }

/** Alternatives by the name that stands for them; the language's most common words, the most common first. */
export type PhraseWords = { groups: Readonly<Record<string, string>>; common: string }

/**
 * A phrase as numbers of slots (`anySlot`: any one word), and which of them may be empty. `beside`: the slot that must
 * stand in the direction `side` of the anchor, by which most phrases are ruled out at once; `anySlot`: there is none.
 */
type SignPhrase = {
  sign: number
  slots: Int16Array
  optional: Uint8Array
  anchor: number
  beside: number
  side: 1 | -1
}

const anySlot = -1
/** How many times as often the most common word stands in a text as one that is not common; by rank it is less. */
const mostCommon = 1000

/**
 * Phrases of slots, each looked for by the slot whose words are rarest: most words of a text are looked up once and
 * nothing follows. Written as those of cues are.
 */
export class SignPhrases {
  readonly #table: HashTable
  /** By word, the phrases that are looked for by it. */
  readonly #phrasesAt: readonly (readonly SignPhrase[])[]
  /** Which words may stand in which slot: a row of bits a slot. */
  readonly #members: Uint32Array
  readonly #stride: number
  /** The number of each token's word; −1: in no slot. */
  #words = new Int16Array(512)

  constructor(signs: readonly (readonly string[])[], words: PhraseWords) {
    const slots = new Slots(words)
    const phrases = signs.flatMap((all, sign) => all.map((phrase) => slots.compile(phrase, sign)))
    this.#table = new HashTable(slots.hashes)
    this.#stride = (slots.hashes.length + 31) >>> 5
    this.#members = new Uint32Array(slots.wordsOf.length * this.#stride)
    slots.wordsOf.forEach((members, slot) => {
      for (const word of members) this.#members[slot * this.#stride + (word >>> 5)]! |= 1 << (word & 31)
    })
    const phrasesAt: SignPhrase[][] = slots.hashes.map(() => [])
    for (const phrase of phrases)
      for (const word of slots.wordsOf[phrase.slots[phrase.anchor]!]!) phrasesAt[word]!.push(phrase)
    this.#phrasesAt = phrasesAt
  }

  /** Of each phrase that stands in the text, by its anchors in the text's order, the longest reading. */
  find(tokens: Tokens): SignHit[] {
    const { kind, hash, count } = tokens
    if (count > this.#words.length) this.#words = new Int16Array(count * 2)
    const words = this.#words
    for (let token = 0; token < count; token++)
      words[token] = kind[token]! < tokenKinds.comma ? this.#table.find(hash[token]!) : -1
    const hits: SignHit[] = []
    for (let token = 0; token < count; token++) {
      if (words[token]! < 0) continue
      const phrases = this.#phrasesAt[words[token]!]!
      for (let at = 0; at < phrases.length; at++) {
        const phrase = phrases[at]!
        if (phrase.beside !== anySlot && !this.#stands(tokens, token + phrase.side, phrase.beside)) continue
        const to = this.#farthest(tokens, phrase, phrase.anchor + 1, token, 1)
        if (to < 0) continue
        const from = this.#farthest(tokens, phrase, phrase.anchor - 1, token, -1)
        if (from >= 0) hits.push({ sign: phrase.sign, from, to })
      }
    }
    return hits
  }

  /** The token farthest from `token` up to which the slots from `slot` on can be read in a direction; −1: they cannot. */
  #farthest(tokens: Tokens, phrase: SignPhrase, slot: number, token: number, step: 1 | -1): number {
    if (slot < 0 || slot >= phrase.slots.length) return token
    const next = token + step
    const stands = this.#stands(tokens, next, phrase.slots[slot]!)
    const taken = stands ? this.#farthest(tokens, phrase, slot + step, next, step) : -1
    if (phrase.optional[slot] === 0) return taken
    const passed = this.#farthest(tokens, phrase, slot + step, token, step)
    if (taken < 0 || passed < 0) return Math.max(taken, passed)
    return step > 0 ? Math.max(taken, passed) : Math.min(taken, passed)
  }

  #stands({ kind, count }: Tokens, token: number, slot: number): boolean {
    if (token < 0 || token >= count) return false
    if (slot === anySlot) return kind[token]! < tokenKinds.comma
    const word = this.#words[token]!
    return word >= 0 && ((this.#members[slot * this.#stride + (word >>> 5)]! >>> (word & 31)) & 1) === 1
  }
}

/** Gives numbers to words and to the slots that hold them while phrases are compiled. */
class Slots {
  readonly hashes: number[] = []
  /** By slot. */
  readonly wordsOf: (readonly number[])[] = []
  readonly #costs: number[] = []
  readonly #numbers = new Map<number, number>()
  readonly #slots = new Map<string, number>()
  readonly #groups: Readonly<Record<string, string>>
  readonly #ranks: ReadonlyMap<string, number>

  constructor({ groups, common }: PhraseWords) {
    this.#groups = groups
    this.#ranks = new Map(['#', ...common.split(' ')].map((word, at) => [word, at + 1]))
  }

  compile(phrase: string, sign: number): SignPhrase {
    const parts = phrase.split(' ')
    const isOptional = (part: string) => part.length > 1 && part.endsWith('?')
    const slots = Int16Array.from(parts, (part) => this.#slot(isOptional(part) ? part.slice(0, -1) : part))
    const optional = Uint8Array.from(parts, (part) => (isOptional(part) ? 1 : 0))
    let anchor = -1
    slots.forEach((slot, at) => {
      if (slot === anySlot || optional[at] === 1) return
      if (anchor < 0 || this.#costs[slot]! < this.#costs[slots[anchor]!]!) anchor = at
    })
    if (anchor < 0) throw new Error(`“${phrase}” has no word that must stand there.`)
    const must = (at: number) => (optional[at] === 0 ? slots[at]! : anySlot)
    const after = must(anchor + 1)
    return after === anySlot
      ? { sign, slots, optional, anchor, beside: must(anchor - 1), side: -1 }
      : { sign, slots, optional, anchor, beside: after, side: 1 }
  }

  #slot(written: string): number {
    if (written === '_') return anySlot
    const known = this.#slots.get(written)
    if (known !== undefined) return known
    const words = written.split('|').flatMap((word) => {
      const group = /^<(\w+)>$/.exec(word)?.[1]
      return group === undefined ? [word] : (this.#groups[group]?.split('|') ?? [word])
    })
    const slot = this.wordsOf.length
    this.#slots.set(written, slot)
    this.wordsOf.push([...new Set(words.map((word) => this.#number(word)))])
    const costOf = (word: string) => mostCommon / (this.#ranks.get(word) ?? mostCommon)
    this.#costs.push(words.reduce((sum, word) => sum + costOf(word), 0))
    return slot
  }

  #number(word: string): number {
    const hash = word === '#' ? numberHash : hashWord(word)
    const known = this.#numbers.get(hash)
    if (known !== undefined) return known
    this.#numbers.set(hash, this.hashes.length)
    return this.hashes.push(hash) - 1
  }
}

import { smallWords } from './language.ts'
import { emojiPoints, wordPoints } from './lexicon.ts'
import type { Phrases } from './phrases.ts'
import { boosters, contrasts, negationReach, negators, unratedWords, type Negation } from './roles.ts'
import { groupsOfWord } from './signs.ts'
import { numberHash, pictureHash } from './tokens.ts'
import { addUnit, finishHash, hashStart, hashWord } from './word-hash.ts'
import { WordTable } from './word-table.ts'

export const isNegator = 1
export const isContrast = 2
export const isSecondPerson = 4
export const beginsPhrase = 8

/** Words of which the weights file knows something: by hash, their points in VADER's lexicon (−4…4; 0: not in it). */
export type KnownWords = { hashes: Int32Array; points: Float32Array }

/** Points of an emoticon by its mouth. */
const mouthPoints: Record<string, number> = {
  ')': 2,
  ']': 2,
  '}': 2,
  d: 2.4,
  p: 1.2,
  '3': 1.6,
  '*': 2,
  '(': -2,
  '[': -2,
  '{': -2,
  c: -2,
  '/': -1.4,
  '\\': -1.4,
  '|': -1,
  $: -1,
  '@': -2,
}

/** Everything known of single words, in flat arrays by entry; `table` gives the entry of a word's hash. */
export class Vocabulary {
  readonly table: WordTable
  /** How many entries the weights file knows; they come first, in its order. */
  readonly weighed: number
  readonly afinn: Float32Array
  /** What a word counts: VADER's points, else AFINN's on the same scale. */
  readonly points: Float32Array
  readonly roles: Uint8Array
  readonly boost: Float32Array
  /** Groups of words in phrases that the word is in, as bits. */
  readonly groups: Uint8Array

  /** Languages of which the word is a small word, as bits in their order in language.ts. */
  readonly languages: Uint16Array

  constructor(words: KnownWords, phrases: Phrases) {
    this.weighed = words.hashes.length
    this.table = new WordTable(this.weighed + 12_000)
    const capacity = this.weighed + 12_000
    this.afinn = new Float32Array(capacity)
    this.points = new Float32Array(capacity)
    this.roles = new Uint8Array(capacity)
    this.boost = new Float32Array(capacity).fill(1)
    this.groups = new Uint8Array(capacity)
    this.languages = new Uint16Array(capacity)
    for (let entry = 0; entry < this.weighed; entry++) this.table.set(words.hashes[entry]!, entry)
    this.points.set(words.points)

    for (const [word, points] of wordPoints) this.#rate(hashWord(word), points)
    for (const [codePoint, points] of emojiPoints) this.#rate(pictureHash(codePoint), points)
    for (const [mouth, points] of Object.entries(mouthPoints))
      this.#rate(finishHash(addUnit(addUnit(hashStart, 0x3a), mouth.charCodeAt(0))), points / 0.7)
    for (const word of unratedWords) {
      const entry = this.#entry(hashWord(word))
      this.afinn[entry] = 0
      this.points[entry] = 0
    }
    for (const word of negators) this.roles[this.#entry(hashWord(word))]! |= isNegator
    for (const word of contrasts) this.roles[this.#entry(hashWord(word))]! |= isContrast
    for (const word of ['you', 'your', "you're", "you've", 'yours', 'u', 'ur', 'yall', "y'all"])
      this.roles[this.#entry(hashWord(word))]! |= isSecondPerson
    for (const [word, factor] of boosters) this.boost[this.#entry(hashWord(word))] = factor
    for (const [language, small] of Object.values(smallWords).entries())
      for (const word of small.split(' ')) this.languages[this.#entry(hashWord(word))]! |= 1 << language
    for (const [word, bits] of groupsOfWord) {
      const entry = this.#entry(word === '#' ? numberHash : hashWord(word))
      this.groups[entry] = bits
      if ((bits & phrases.beginningGroups) !== 0) this.roles[entry]! |= beginsPhrase
    }
    for (const hash of phrases.beginnings) this.roles[this.#entry(hash)]! |= beginsPhrase
  }

  /** How words turn those after them; `entries`: of each token, its entry here. */
  negation(entries: Int32Array): Negation {
    const negates = (token: number) => (this.roles[entries[token]!]! & isNegator) !== 0
    return { reach: negationReach, negates }
  }

  #rate(hash: number, points: number): void {
    const entry = this.#entry(hash)
    this.afinn[entry] = points
    if (this.points[entry] === 0) this.points[entry] = points * 0.7
  }

  #entry(hash: number): number {
    const known = this.table.get(hash)
    if (known >= 0) return known
    const entry = Math.max(this.weighed, this.#next)
    this.#next = entry + 1
    this.table.set(hash, entry)
    return entry
  }

  #next = 0
}

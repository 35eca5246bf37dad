import { smallWords } from './language.ts'
import { emojiPoints, wordPoints } from './lexicon.ts'
import type { Phrases } from './phrases.ts'
import { boosters, contrasts, negationReach, negators, unratedWords, type Negation } from './roles.ts'
import { groupsOfWord } from './signs.ts'
import { numberHash, pictureHash } from './tokens.ts'
import { addUnit, finishHash, hashStart, hashWord } from './word-hash.ts'
import { WordTable } from './word-table.ts'

/** A known word is its entry, in these bits, and what it does, in those above them. */
export const entryMask = 0xffff
/** The last entry stands for all words that nobody knows, which do nothing. */
export const unknownWord = entryMask
export const isNegator = 1 << 16
export const isContrast = 1 << 17
export const isSecondPerson = 1 << 18
export const beginsPhrase = 1 << 19
export const isRated = 1 << 20
export const isBooster = 1 << 21
export const isGrouped = 1 << 22
export const isSmallWord = 1 << 23

/** Words of which the weights file knows something: by hash, their points in VADER's lexicon (−4…4; 0: not in it). */
export type KnownWords = { hashes: Int32Array; points: Float32Array }

const secondPersons = ['you', 'your', "you're", "you've", 'yours', 'u', 'ur', 'yall', "y'all"]

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

/** Everything known of single words, in flat arrays by entry. */
export class Vocabulary {
  /** How many entries the weights file knows; they come first, in its order. */
  readonly weighed: number
  readonly afinn: Float32Array
  /** What a word counts: VADER's points, else AFINN's on the same scale. */
  readonly points: Float32Array
  readonly boost: Float32Array
  /** Groups of words in phrases that the word is in, as bits. */
  readonly groups: Uint8Array
  /** Languages of which the word is a small word, as bits in their order in language.ts. */
  readonly languages: Uint16Array
  readonly #table: WordTable

  constructor(words: KnownWords, phrases: Phrases) {
    this.weighed = words.hashes.length
    const entries = new Map<number, number>()
    words.hashes.forEach((hash, entry) => entries.set(hash, entry))
    const entryOf = (hash: number): number => {
      const entry = entries.get(hash) ?? Math.max(this.weighed, entries.size)
      entries.set(hash, entry)
      return entry
    }
    const does = new Int32Array(entryMask)
    this.afinn = new Float32Array(entryMask)
    this.points = new Float32Array(entryMask)
    this.boost = new Float32Array(entryMask).fill(1)
    this.groups = new Uint8Array(entryMask)
    this.languages = new Uint16Array(entryMask)
    this.points.set(words.points)

    const rate = (hash: number, points: number): void => {
      const entry = entryOf(hash)
      this.afinn[entry] = points
      if (this.points[entry] === 0) this.points[entry] = points * 0.7
    }
    for (const [word, points] of wordPoints) rate(hashWord(word), points)
    for (const [codePoint, points] of emojiPoints) rate(pictureHash(codePoint), points)
    for (const [mouth, points] of Object.entries(mouthPoints))
      rate(finishHash(addUnit(addUnit(hashStart, 0x3a), mouth.charCodeAt(0))), points / 0.7)
    for (const word of unratedWords) {
      const entry = entryOf(hashWord(word))
      this.afinn[entry] = 0
      this.points[entry] = 0
    }
    for (const word of negators) does[entryOf(hashWord(word))]! |= isNegator
    for (const word of contrasts) does[entryOf(hashWord(word))]! |= isContrast
    for (const word of secondPersons) does[entryOf(hashWord(word))]! |= isSecondPerson
    for (const [word, factor] of boosters) this.boost[entryOf(hashWord(word))] = factor
    for (const [language, small] of Object.values(smallWords).entries())
      for (const word of small.split(' ')) this.languages[entryOf(hashWord(word))]! |= 1 << language
    for (const [word, bits] of groupsOfWord) {
      const entry = entryOf(word === '#' ? numberHash : hashWord(word))
      this.groups[entry] = bits
      if ((bits & phrases.beginningGroups) !== 0) does[entry]! |= beginsPhrase
    }
    for (const hash of phrases.beginnings) does[entryOf(hash)]! |= beginsPhrase

    if (entries.size > entryMask) throw new Error('More words than a vocabulary has room for.')
    this.#table = new WordTable(entries.size)
    for (const [hash, entry] of entries) {
      if (this.points[entry] !== 0) does[entry]! |= isRated
      if (this.boost[entry] !== 1) does[entry]! |= isBooster
      if (this.groups[entry] !== 0) does[entry]! |= isGrouped
      if (this.languages[entry] !== 0) does[entry]! |= isSmallWord
      this.#table.set(hash, entry | does[entry]!)
    }
  }

  /** The entry of a word's hash with what the word does: one number, because looking up is most of reading a text. */
  find(hash: number): number {
    const found = this.#table.get(hash)
    return found < 0 ? unknownWord : found
  }
}

/** How words turn those after them; `known`: what the vocabulary knows of each token. */
export const negationOf = (known: Int32Array): Negation => ({
  reach: negationReach,
  negates: (token) => (known[token]! & isNegator) !== 0,
})

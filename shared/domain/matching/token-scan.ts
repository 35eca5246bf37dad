import {
  foldsAtLength,
  foldsAway,
  foldUnit,
  gap,
  kindAt,
  letter,
  mark,
  quickFolds,
  sizeAt,
  underscore,
  unspaced,
} from './character.ts'
import { foldWord } from './fold.ts'

export type Sigil = '@' | '#'
const sigils = [null, '@', '#'] as const

const seed = 0x811c9dc5 | 0
/** How many code units of a word its stem is made of: the fewest that may stand before a `*`. */
const stemLength = 3

const step = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01000193)

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return mixed ^ (mixed >>> 13)
}

/** The hash of a folded word, the same as `TokenScan.hashes` has. */
export function hashWord(word: string): number {
  let hash = seed
  for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at))
  return finish(hash)
}

/** The hash of how a folded word begins, the same as `TokenScan.stems` has; 0 of a shorter word. */
export const hashStem = (word: string) => (word.length < stemLength ? 0 : hashWord(word.slice(0, stemLength)))

/** The hash of two words in a row. */
export const hashPair = (first: number, second: number) => finish(Math.imul(first, 0x01000193) + second)

/**
 * The words of a title and a text as rows of numbers. Nothing is allocated for a word: most words of most texts are
 * looked up once by their hash and never again. Made once, used for one text after another.
 */
export class TokenScan {
  count = 0
  /** The words before this one stand in the title. */
  titleEnd = 0
  /** Of the folded word. */
  hashes = new Int32Array(0)
  /** Of the first letters of the folded word; 0 when it has fewer. */
  stems = new Int32Array(0)
  /** UTF-16 code units of the original; a sigil before the word is not part of it. */
  starts = new Int32Array(0)
  ends = new Int32Array(0)
  #sigils = new Uint8Array(0)
  #title = ''
  #text = ''
  #folded: (string | undefined)[] = []

  read(title: string, text: string): void {
    this.#title = title
    this.#text = text
    this.#folded = []
    this.count = 0
    this.#readField(title)
    this.titleEnd = this.count
    this.#readField(text)
  }

  /** The folded word. */
  wordAt(token: number): string {
    return (this.#folded[token] ??= foldAny(this.originalAt(token)))
  }

  originalAt(token: number): string {
    const field = token < this.titleEnd ? this.#title : this.#text
    return field.slice(this.starts[token], this.ends[token])
  }

  /**
   * Visits the hash of every beginning of the folded word that a `*` may stand after, once or more, until `visit` returns
   * true.
   */
  someStart(token: number, visit: (hash: number) => boolean): boolean {
    const field = token < this.titleEnd ? this.#title : this.#text
    const start = this.starts[token]!
    const end = this.ends[token]!
    let hash = seed
    for (let at = start; at < end; at++) {
      const fold = quickFolds[field.charCodeAt(at)]!
      if (fold === 0) return someStartOf(this.wordAt(token), visit)
      hash = step(hash, fold)
      if (at - start >= stemLength - 1 && visit(finish(hash))) return true
    }
    return false
  }

  /** What stands right before the word, when it marks the word as a name or a tag. */
  sigilAt(token: number): Sigil | null {
    return sigils[this.#sigils[token] ?? 0] ?? null
  }

  #readField(text: string): void {
    this.#makeRoom(this.count + text.length)
    const { length } = text
    let at = 0
    while (at < length) {
      const end = this.#readPlainWord(text, at)
      if (end > at) {
        at = end
        continue
      }
      const kind = kindAt(text, at)
      if (kind === letter) at = this.#readWord(text, at)
      else if (kind === unspaced) at = this.#readCharacter(text, at)
      else at++
    }
  }

  /** A word of letters that each fold alone: nearly all words. Where it ends; `start` when there is none. */
  #readPlainWord(text: string, start: number): number {
    const { length } = text
    let hash = seed
    let beginning = 0
    let at = start
    for (; at < length; at++) {
      const fold = quickFolds[text.charCodeAt(at)]!
      if (fold === 0) break
      hash = step(hash, fold)
      if (at - start === stemLength - 1) beginning = hash
    }
    if (at === start || (at < length && kindAt(text, at) !== gap)) return start
    this.#add(text, start, at, finish(hash), at - start < stemLength ? 0 : finish(beginning))
    return at
  }

  /** Letters and marks, and underscores between letters. */
  #readWord(text: string, start: number): number {
    let end = start
    let hash = seed
    let units = 0
    let stem = 0
    let underscores = 0
    let plain = true
    for (let at = start; at < text.length;) {
      const kind = kindAt(text, at)
      if (kind === underscore) {
        underscores++
        at++
        continue
      }
      if (kind !== letter && kind !== mark) break
      const fold = foldUnit(text.charCodeAt(at))
      if (fold === foldsAtLength) plain = false
      if (plain) {
        for (; underscores > 0; underscores--) {
          hash = step(hash, 0x5f)
          if (++units === stemLength) stem = finish(hash)
        }
        if (fold !== foldsAway) {
          hash = step(hash, fold)
          if (++units === stemLength) stem = finish(hash)
        }
      }
      at += sizeAt(text, at)
      end = at
    }
    if (!plain) this.#addFolded(text, start, end)
    else if (units > 0) this.#add(text, start, end, finish(hash), stem)
    return end
  }

  /** One character with its marks. */
  #readCharacter(text: string, start: number): number {
    let end = start + sizeAt(text, start)
    while (end < text.length && kindAt(text, end) === mark) end += sizeAt(text, end)
    const fold = end - start === 1 ? foldUnit(text.charCodeAt(start)) : foldsAtLength
    if (fold === foldsAtLength) this.#addFolded(text, start, end)
    else if (fold !== foldsAway) this.#add(text, start, end, finish(step(seed, fold)), 0)
    return end
  }

  #addFolded(text: string, start: number, end: number): void {
    const word = foldWord(text.slice(start, end))
    if (word === '') return
    this.#folded[this.count] = word
    this.#add(text, start, end, hashWord(word), hashStem(word))
  }

  #add(text: string, start: number, end: number, hash: number, stem: number): void {
    const token = this.count
    this.count = token + 1
    this.hashes[token] = hash
    this.stems[token] = stem
    this.starts[token] = start
    this.ends[token] = end
    this.#sigils[token] = start === 0 ? 0 : sigilBefore(text, start)
  }

  #makeRoom(tokens: number): void {
    if (tokens <= this.hashes.length) return
    const size = 2 * tokens
    this.hashes = grown(this.hashes, size)
    this.stems = grown(this.stems, size)
    this.starts = grown(this.starts, size)
    this.ends = grown(this.ends, size)
    const before = this.#sigils
    this.#sigils = new Uint8Array(size)
    this.#sigils.set(before)
  }
}

function someStartOf(word: string, visit: (hash: number) => boolean): boolean {
  let hash = seed
  for (let at = 0; at < word.length; at++) {
    hash = step(hash, word.charCodeAt(at))
    if (at >= stemLength - 1 && visit(finish(hash))) return true
  }
  return false
}

/** `foldWord`, fast for what is usual. */
function foldAny(word: string): string {
  let folded = ''
  for (let at = 0; at < word.length; at++) {
    const fold = foldUnit(word.charCodeAt(at))
    if (fold === foldsAtLength) return foldWord(word)
    if (fold !== foldsAway) folded += String.fromCharCode(fold)
  }
  return folded
}

function grown(row: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  larger.set(row)
  return larger
}

/** The place in `sigils`. One inside a word, as in a mail address, marks nothing. */
function sigilBefore(text: string, start: number): number {
  const sign = text.charCodeAt(start - 1)
  const sigil = sign === 0x40 || sign === 0xff20 ? 1 : sign === 0x23 || sign === 0xff03 ? 2 : 0
  if (sigil === 0 || start < 2) return sigil
  const before = kindAt(text, start - 2)
  return before === letter || before === underscore ? 0 : sigil
}

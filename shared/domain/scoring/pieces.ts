import { foldsAtLength, foldsAway, foldUnit, quickFolds } from '../matching/character.ts'
import { foldWord } from '../matching/fold.ts'
import { folded, kindOfUnit, kinds } from './characters.ts'
import { hashtag, tokenKinds, type Tokens } from './tokens.ts'
import { addUnit, finishHash, hashStart } from './word-hash.ts'

const handleStart = addUnit(hashStart, 0x40)
const longRun = /(\p{L})\1{2,}/iu

/**
 * What phrases of a brand are made of, in one text at a time: words cut at apostrophes, so that _Crash_ stands in
 * _Crash's_ and _amour_ in _l'amour_; numbers, emoji, handles, addresses, and signs.
 */
export class Pieces {
  count = 0
  /** The same for pieces that may be spelt alike: hash of the folded letters, each run of one letter once. */
  key = new Int32Array(256)
  start = new Int32Array(256)
  end = new Int32Array(256)
  token = new Int32Array(256)
  #text = ''
  #tokens: Tokens | null = null

  read(text: string, tokens: Tokens): void {
    this.#text = text
    this.#tokens = tokens
    this.count = 0
    const { kind, start, end, count, hash } = tokens
    for (let token = 0; token < count; token++) {
      const from = start[token]!
      const to = end[token]!
      switch (kind[token]) {
        case tokenKinds.word:
          this.#readWord(text, from, to, token)
          break
        case tokenKinds.handle:
          this.#add(hashOfUnits(text, from + 1, to, handleStart), from, to, token)
          break
        case tokenKinds.number:
        case tokenKinds.url:
          this.#add(hashOfUnits(text, from, to, hashStart), from, to, token)
          break
        default:
          this.#add(hash[token]!, from, to, token)
      }
    }
  }

  /** The first and last piece that is no sign; none: the last is before the first. */
  withoutOuterSigns(): [number, number] {
    let first = 0
    let last = this.count - 1
    while (first <= last && this.#isSign(first)) first++
    while (last >= first && this.#isSign(last)) last--
    return [first, last]
  }

  isTag(piece: number): boolean {
    return this.#text.charCodeAt(this.start[piece]!) === 0x23
  }

  /** Whether a letter of a word stands three times or more in a row. */
  isLong(first: number, last: number): boolean {
    return longRun.test(this.#text.slice(this.start[first], this.end[last]))
  }

  /** How pieces are spelt: as they stand (`exact`) or folded; with the `#` of hashtags (`tags`) or without. */
  spell(first: number, last: number, { exact = false, tags = false } = {}): string {
    let spelt = ''
    for (let piece = first; piece <= last; piece++) {
      const text = this.#text.slice(this.start[piece]! + (this.isTag(piece) ? 1 : 0), this.end[piece])
      const tag = tags && this.isTag(piece) ? '#' : ''
      spelt += `${tag}${exact ? text.normalize('NFC') : foldWord(text)} `
    }
    return spelt
  }

  #isSign(piece: number): boolean {
    return this.#tokens!.kind[this.token[piece]!]! >= tokenKinds.comma
  }

  #readWord(text: string, start: number, to: number, token: number): void {
    let shownFrom = start
    let from = (this.#tokens!.flags[token]! & hashtag) === 0 ? start : start + 1
    let hash = hashStart
    let last = -1
    let isSimple = true
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at)
      const fold = quickFolds[unit] || foldUnit(unit)
      if (fold === last || fold === foldsAway) continue
      if (kindOfUnit[unit] === kinds.apostrophe) {
        if (at > from)
          this.#add(isSimple ? finishHash(hash) : hashAtLength(text, from, at), shownFrom, at, token)
        from = at + 1
        shownFrom = from
        hash = hashStart
        last = -1
        isSimple = true
        continue
      }
      if (fold === foldsAtLength) isSimple = false
      last = fold
      hash = addUnit(hash, fold)
    }
    if (to > from) this.#add(isSimple ? finishHash(hash) : hashAtLength(text, from, to), shownFrom, to, token)
  }

  #add(key: number, start: number, end: number, token: number): void {
    const at = this.count++
    if (at >= this.key.length) {
      this.key = grown(this.key)
      this.start = grown(this.start)
      this.end = grown(this.end)
      this.token = grown(this.token)
    }
    this.key[at] = key
    this.start[at] = start
    this.end[at] = end
    this.token[at] = token
  }
}

/** Of a word with letters that fold together with others, as `#readWord` has it of the rest. */
function hashAtLength(text: string, from: number, to: number): number {
  const word = foldWord(text.slice(from, to))
  let hash = hashStart
  let last = -1
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at)
    if (unit === last) continue
    last = unit
    hash = addUnit(hash, unit)
  }
  return finishHash(hash)
}

/** Of a handle, number or address, whose letters nobody stretches. */
function hashOfUnits(text: string, from: number, to: number, start: number): number {
  let hash = start
  for (let at = from; at < to; at++) hash = addUnit(hash, folded[text.charCodeAt(at)]!)
  return finishHash(hash)
}

function grown(row: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(row.length * 4)
  larger.set(row)
  return larger
}

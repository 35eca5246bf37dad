import { pointAt } from '../matching/character.ts'
import { folded, isWordUnit, kindOfUnit, kinds } from './characters.ts'
import { emoticonEnd, entityEnd, tagEnd } from './sign-ends.ts'
import { addUnit, finishHash, hashStart, hashWord } from './word-hash.ts'

/** What a token is. From `stop` on they are signs, which end what a phrase or a negation reaches. */
export const tokenKinds = {
  word: 0,
  number: 1,
  url: 2,
  handle: 3,
  picture: 4,
  comma: 5,
  bang: 6,
  question: 7,
  stop: 8,
} as const

export const capitals = 1
export const elongated = 2
export const hashtag = 4
/** Part of a word or phrase that the brand itself weighs; nobody else reads it. */
export const ofBrand = 8

export const numberHash = hashWord('<number>')
const urlHash = hashWord('<url>')
const handleHash = hashWord('<handle>')
const commaHash = hashWord(',')
const bangHash = hashWord('!')
const bangsHash = hashWord('!!')
const questionHash = hashWord('?')
const questionsHash = hashWord('??')
const stopHash = hashWord('.')
const ellipsisHash = hashWord('...')

/** Longest beginning of a text that is read: some 3,500 words, more than anybody needs to hear the tone. */
const readAtMost = 20_000

/** Where reading ends: never within a character. */
function endOfRead(text: string): number {
  if (text.length <= readAtMost) return text.length
  return pointAt(text, readAtMost - 1) > 0xffff ? readAtMost - 1 : readAtMost
}

const isSpace = (kind: number) => kind === kinds.space || kind === kinds.line
const isHandleUnit = (unit: number) => isWordUnit(kindOfUnit[unit]!) || unit === 0x5f

/** The tokens of one text at a time, in arrays that are used again for the next. Offsets in UTF-16 units. */
export class Tokens {
  count = 0
  start = new Int32Array(256)
  end = new Int32Array(256)
  hash = new Int32Array(256)
  kind = new Uint8Array(256)
  flags = new Uint8Array(256)
  /** How many letters, and how many of them are not of the Latin script. */
  letters = 0
  foreignLetters = 0

  has(kind: number): boolean {
    for (let token = 0; token < this.count; token++) if (this.kind[token] === kind) return true
    return false
  }

  /** Reads the first `readAtMost` units of a text. */
  read(text: string): void {
    this.count = 0
    this.letters = 0
    this.foreignLetters = 0
    const length = endOfRead(text)
    let at = 0
    while (at < length) {
      const unit = text.charCodeAt(at)
      switch (kindOfUnit[unit]) {
        case kinds.letter:
          at = this.#word(text, at, at, length, 0)
          break
        case kinds.digit:
          at = this.#number(text, at, length)
          break
        case kinds.at:
          at = this.#handle(text, at, length)
          break
        case kinds.hash:
          at =
            at + 1 < length && kindOfUnit[text.charCodeAt(at + 1)] === kinds.letter
              ? this.#word(text, at, at + 1, length, hashtag)
              : at + 1
          break
        case kinds.bang:
        case kinds.question:
          at = this.#emphasis(text, at, length)
          break
        case kinds.stop:
          at = this.#stop(text, at, length, unit)
          break
        case kinds.line:
          this.#line(at)
          at++
          break
        case kinds.comma:
          this.#add(at, at + 1, commaHash, tokenKinds.comma, 0)
          at++
          break
        case kinds.surrogate:
        case kinds.picture:
          at = this.#picture(text, at, length)
          break
        case kinds.other:
          at = this.#other(text, at, length, unit)
          break
        default:
          at++
      }
    }
  }

  /** The end of a line ends what a phrase or a negation reaches, as a full stop does. */
  #line(at: number): void {
    if (this.count > 0 && this.kind[this.count - 1]! <= tokenKinds.comma)
      this.#add(at, at + 1, stopHash, tokenKinds.stop, 0)
  }

  #add(start: number, end: number, hash: number, kind: number, flags: number): void {
    const at = this.count++
    if (at >= this.start.length) this.#grow()
    this.start[at] = start
    this.end[at] = end
    this.hash[at] = hash
    this.kind[at] = kind
    this.flags[at] = flags
  }

  #grow(): void {
    const size = this.start.length * 4
    const wider = (old: Int32Array<ArrayBuffer>) => {
      const array = new Int32Array(size)
      array.set(old)
      return array
    }
    this.start = wider(this.start)
    this.end = wider(this.end)
    this.hash = wider(this.hash)
    const kind = new Uint8Array(size)
    kind.set(this.kind)
    this.kind = kind
    const flags = new Uint8Array(size)
    flags.set(this.flags)
    this.flags = flags
  }

  #word(text: string, start: number, from: number, length: number, given: number): number {
    let hash = hashStart
    let last = -1
    let run = 0
    let upper = 0
    let long = 0
    let foreign = 0
    let at = from
    for (; at < length; at++) {
      const unit = text.charCodeAt(at)
      // Nearly all units of nearly all texts.
      if (unit >= 0x61 && unit <= 0x7a) {
        run = unit === last ? run + 1 : 1
        last = unit
        if (run <= 2) hash = addUnit(hash, unit)
        else long = elongated
        continue
      }
      const kind = kindOfUnit[unit]!
      if (kind === kinds.apostrophe) {
        if (at + 1 >= length || kindOfUnit[text.charCodeAt(at + 1)] !== kinds.letter) break
      } else if (kind !== kinds.letter) {
        if (kind === kinds.joiner && unit !== 0x200b) continue
        break
      }
      const fold = folded[unit]!
      if (fold !== unit && kind === kinds.letter) upper++
      if (unit > 0x24f && kind === kinds.letter) foreign++
      run = fold === last ? run + 1 : 1
      last = fold
      if (run <= 2) hash = addUnit(hash, fold)
      else long = elongated
    }
    const size = at - from
    const next = at < length ? text.charCodeAt(at) : 0
    if (next === 0x3a && text.charCodeAt(at + 1) === 0x2f && text.charCodeAt(at + 2) === 0x2f)
      return this.#url(text, start, length)
    if (next === 0x2e && size === 3 && /^www$/i.test(text.slice(from, at)))
      return this.#url(text, start, length)
    this.letters += size
    this.foreignLetters += foreign
    const flags = given | long | (upper === size && size > 2 ? capitals : 0)
    this.#add(start, at, finishHash(hash), tokenKinds.word, flags)
    return at
  }

  #url(text: string, start: number, length: number): number {
    let at = start
    while (at < length && !isSpace(kindOfUnit[text.charCodeAt(at)]!)) at++
    this.#add(start, at, urlHash, tokenKinds.url, 0)
    return at
  }

  #number(text: string, start: number, length: number): number {
    let at = start + 1
    for (; at < length; at++) {
      const unit = text.charCodeAt(at)
      if (kindOfUnit[unit] === kinds.digit) continue
      const joins = unit === 0x2e || unit === 0x2c || unit === 0x3a || unit === 0x2f
      if (!joins || at + 1 >= length || kindOfUnit[text.charCodeAt(at + 1)] !== kinds.digit) break
    }
    this.#add(start, at, numberHash, tokenKinds.number, 0)
    return at
  }

  #handle(text: string, start: number, length: number): number {
    let at = start + 1
    while (at < length && isHandleUnit(text.charCodeAt(at))) at++
    if (at === start + 1) return at
    // Fediverse handles name their server too: @name@example.org
    if (text.charCodeAt(at) === 0x40) {
      let end = at + 1
      while (end < length && (isHandleUnit(text.charCodeAt(end)) || /[.-]/.test(text[end]!))) end++
      if (end > at + 1) at = end
    }
    this.#add(start, at, handleHash, tokenKinds.handle, 0)
    return at
  }

  #emphasis(text: string, start: number, length: number): number {
    let questions = 0
    let at = start
    for (; at < length; at++) {
      const kind = kindOfUnit[text.charCodeAt(at)]
      if (kind === kinds.question) questions++
      else if (kind !== kinds.bang) break
    }
    const many = at - start > 1
    if (questions > 0)
      this.#add(start, at, many ? questionsHash : questionHash, tokenKinds.question, many ? elongated : 0)
    else this.#add(start, at, many ? bangsHash : bangHash, tokenKinds.bang, many ? elongated : 0)
    return at
  }

  #stop(text: string, start: number, length: number, unit: number): number {
    if (unit === 0x3a || unit === 0x3b) {
      const end = emoticonEnd(text, start, length)
      if (end > 0) return this.#emoticon(text, start, end)
    }
    let at = start + 1
    while (at < length && text.charCodeAt(at) === unit) at++
    const trails = unit === 0x2026 || at - start > 1
    this.#add(start, at, trails ? ellipsisHash : stopHash, tokenKinds.stop, 0)
    return at
  }

  #emoticon(text: string, start: number, end: number): number {
    const mouth = folded[text.charCodeAt(end - 1)]!
    const hash = finishHash(addUnit(addUnit(hashStart, 0x3a), mouth))
    this.#add(start, end, hash, tokenKinds.picture, 0)
    return end
  }

  #picture(text: string, start: number, length: number): number {
    const codePoint = pointAt(text, start)
    const end = Math.min(length, start + (codePoint > 0xffff ? 2 : 1))
    const isTone = codePoint >= 0x1f3fb && codePoint <= 0x1f3ff
    if (!isTone) {
      const hash = pictureHash(codePoint)
      const isPicture = codePoint < 0x10000 || (codePoint >= 0x1f000 && codePoint < 0x20000)
      if (!isPicture) {
        this.letters++
        this.foreignLetters++
      }
      this.#add(start, end, hash, isPicture ? tokenKinds.picture : tokenKinds.word, 0)
    }
    return end
  }

  #other(text: string, start: number, length: number, unit: number): number {
    if (unit === 0x3d) {
      const end = emoticonEnd(text, start, length)
      if (end > 0) return this.#emoticon(text, start, end)
    } else if (unit === 0x3c) {
      if (text.charCodeAt(start + 1) === 0x33 && start + 1 < length) {
        this.#add(start, start + 2, pictureHash(0x2764), tokenKinds.picture, 0)
        return start + 2
      }
      return tagEnd(text, start, length)
    } else if (unit === 0x26) {
      return entityEnd(text, start, length)
    }
    return start + 1
  }
}

/** The hash of an emoji. */
export const pictureHash = (codePoint: number) => finishHash(addUnit(addUnit(hashStart, 1), codePoint))

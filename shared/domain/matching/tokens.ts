import { foldWord } from './fold.ts'

export type Sigil = '@' | '#'

/**
 * One word, or one character of a script that is written without spaces. `start` and `end` are UTF-16 code units of
 * the original text, end exclusive; a sigil right before the word is told apart and not part of it.
 */
export type TokenVisitor = (word: string, start: number, end: number, sigil: Sigil | null) => void

/** Between words. */
const gap = 1
const letter = 2
/** Continues a word or character, but starts none: accents, joiners. */
const mark = 3
/** A character that is a token of its own, so that substrings of unspaced scripts are phrases. */
const unspaced = 4
const underscore = 5

const isMark = /\p{M}|\u{ad}|\u{200c}|\u{200d}|\u{2060}|\u{feff}|\u{ff9e}|\u{ff9f}/u
const isLetter = /[\p{Alphabetic}\p{N}]/u
const isUnspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]/u

function classify(character: string): number {
  if (character === '_') return underscore
  if (isMark.test(character)) return mark
  if (!isLetter.test(character)) return gap
  return isUnspaced.test(character) ? unspaced : letter
}

/** Filled as characters are met; 0 = not met yet. */
const kinds = new Uint8Array(0x10000)

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const known = kinds[unit] ?? 0
  if (known !== 0) return known
  if (unit >= 0xd800 && unit < 0xdc00) {
    const codePoint = text.codePointAt(at) ?? 0
    return codePoint > 0xffff ? classify(String.fromCodePoint(codePoint)) : gap
  }
  const kind = unit >= 0xdc00 && unit < 0xe000 ? gap : classify(text[at] ?? '')
  kinds[unit] = kind
  return kind
}

const sizeAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

function sigilBefore(text: string, start: number): Sigil | null {
  const sign = text[start - 1]
  const sigil = sign === '@' || sign === '＠' ? '@' : sign === '#' || sign === '＃' ? '#' : null
  if (sigil === null || start < 2) return sigil
  const before = kindAt(text, start - 2)
  return before === letter || before === underscore ? null : sigil
}

/** Where the word that starts at `start` ends: letters and marks, and underscores between letters. */
function wordEnd(text: string, start: number): number {
  let end = start
  let at = start
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind !== letter && kind !== mark && kind !== underscore) break
    at += sizeAt(text, at)
    if (kind !== underscore) end = at
  }
  return end
}

/** Where the single character at `start` ends, its marks included. */
function characterEnd(text: string, start: number): number {
  let end = start + sizeAt(text, start)
  while (end < text.length && kindAt(text, end) === mark) end += sizeAt(text, end)
  return end
}

function isAscii(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) >= 0x80) return false
  return true
}

/** Ideographs and Korean syllables, which fold to themselves. */
function isPlainCharacter(text: string, start: number, end: number): boolean {
  const unit = text.charCodeAt(start)
  return end - start === 1 && ((unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3))
}

/** Visits the folded words of a text in order, in time proportional to its length. */
export function eachToken(text: string, visit: TokenVisitor): void {
  let at = 0
  while (at < text.length) {
    const kind = kindAt(text, at)
    if (kind !== letter && kind !== unspaced) {
      at++
      continue
    }
    const end = kind === letter ? wordEnd(text, at) : characterEnd(text, at)
    const original = text.slice(at, end)
    const word = isAscii(text, at, end)
      ? original.toLowerCase()
      : isPlainCharacter(text, at, end)
        ? original
        : foldWord(original)
    if (word !== '') visit(word, at, end, sigilBefore(text, at))
    at = end
  }
}

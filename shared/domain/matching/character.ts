import { foldWord } from './fold.ts'

/** What a character is to words: between them, part of one, what only continues one, or a word of its own. */
export const gap = 1
export const letter = 2
/** Continues a word or character, but starts none: accents, joiners. */
export const mark = 3
/** A character that is a token of its own, so that substrings of unspaced scripts are phrases. */
export const unspaced = 4
export const underscore = 5

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

/** Whether a folded word is a character of a script that is written without spaces. */
export const isUnspacedWord = (word: string) => isUnspaced.test(word)

/** By code point, of the planes that texts use; filled as characters are met; 0 = not met yet. */
const kinds = new Uint8Array(0x30000)

/**
 * The code point at a place; half a pair is itself. `codePointAt` is not asked, because V8's compilers read past the end of
 * a string that is cut out of another: half an emoji there was the whole one, once the code was hot.
 */
export function pointAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit < 0xd800 || unit >= 0xdc00) return unit
  const next = text.charCodeAt(at + 1)
  return next >= 0xdc00 && next < 0xe000 ? 0x10000 + (unit - 0xd800) * 0x400 + (next - 0xdc00) : unit
}

export function kindAt(text: string, at: number): number {
  const point = pointAt(text, at)
  const known = kinds[point]
  if (known !== undefined && known !== 0) return known
  const lone = point >= 0xd800 && point < 0xe000
  const kind = lone ? gap : classify(String.fromCodePoint(point))
  if (point < kinds.length) kinds[point] = kind
  return kind
}

export const sizeAt = (text: string, at: number) => (pointAt(text, at) > 0xffff ? 2 : 1)

/** The character folds to nothing. */
export const foldsAway = 0xfffe
/** How the character folds depends on its neighbours, or takes more than one code unit. */
export const foldsAtLength = 0xffff

/** Scripts whose letters fold alike whatever stands beside them; so does a lone character of an unspaced script. */
const foldsAlone =
  /^[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}\p{sc=Armn}\p{sc=Geor}\p{sc=Zinh}\p{sc=Zyyy}]$/u

const folds = new Uint16Array(0x10000)
/** By code unit: what a letter folds to that has been met and folds alone; 0 of all else. For the innermost loop. */
export const quickFolds = new Uint16Array(0x10000)

/** The code unit that a code unit folds to, or `foldsAway`, or `foldsAtLength`. */
export function foldUnit(unit: number): number {
  return folds[unit] || learnFold(unit)
}

function learnFold(unit: number): number {
  const character = String.fromCharCode(unit)
  const folded = foldWord(character)
  const alone = foldsAlone.test(character) || kindAt(character, 0) === unspaced
  const fold = !alone || folded.length > 1 ? foldsAtLength : folded === '' ? foldsAway : folded.charCodeAt(0)
  folds[unit] = fold
  if (fold < foldsAway && kindAt(character, 0) === letter) quickFolds[unit] = fold
  return fold
}

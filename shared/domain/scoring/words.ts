import { emojiPoints } from './lexicon.ts'

/** One word or rated emoji in lower case, and where it stands in the original text (UTF-16 code units). */
export type ScoredWord = (word: string, start: number, end: number, emojiWeight: number | undefined) => void

const inWord = 0
const separator = 1
const rated = 2
const highSurrogate = 3

const kinds = new Uint8Array(0x10000)
for (let unit = 0; unit < kinds.length; unit++) {
  const letter = String.fromCharCode(unit)
  if (/[\s\p{Cc}]/u.test(letter)) kinds[unit] = separator
}
// What the package separates at, and the typographic twins of those signs.
for (const sign of '.,/#!?$%^&*;:{}=_`"~()[]<>|“”„«»…—–\ufe0f\u200d') kinds[sign.charCodeAt(0)] = separator
for (const codePoint of emojiPoints.keys()) if (codePoint < 0x10000) kinds[codePoint] = rated
for (let unit = 0xd800; unit < 0xdc00; unit++) kinds[unit] = highSurrogate

const isSkinTone = (codePoint: number) => codePoint >= 0x1f3fb && codePoint <= 0x1f3ff

/**
 * Walks over the words of a text, by the rules of the `sentiment` package's tokenizer, without losing their places.
 * Three differences: every white space separates, an emoji is a word of its own even when it is glued to another,
 * and a typographic apostrophe is an apostrophe.
 */
export function eachWord(text: string, visit: ScoredWord): void {
  let start = -1
  const finish = (end: number) => {
    if (start >= 0) emit(text, start, end, visit)
    start = -1
  }
  for (let at = 0; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)]
    if (kind === inWord) {
      if (start < 0) start = at
    } else if (kind === separator) {
      finish(at)
    } else {
      const codePoint = text.codePointAt(at) ?? 0
      const size = codePoint > 0xffff ? 2 : 1
      const weight = emojiPoints.get(codePoint)
      if (weight !== undefined) {
        finish(at)
        visit(text.slice(at, at + size), at, at + size, weight)
      } else if (isSkinTone(codePoint)) {
        finish(at)
      } else if (start < 0) {
        start = at
      }
      at += size - 1
    }
  }
  finish(text.length)
}

const apostrophe = 0x27
const curlyApostrophe = 0x2019
const hyphen = 0x2d
const isEdge = (unit: number) =>
  unit === apostrophe || unit === curlyApostrophe || unit === hyphen || unit === 0x2018

function emit(text: string, from: number, to: number, visit: ScoredWord): void {
  let start = from
  let end = to
  while (start < end && isEdge(text.charCodeAt(start))) start++
  while (end > start && isEdge(text.charCodeAt(end - 1))) end--
  if (start === end) return
  const word = text.slice(start, end).toLowerCase()
  visit(word.includes('’') ? word.replaceAll('’', "'") : word, start, end, undefined)
}

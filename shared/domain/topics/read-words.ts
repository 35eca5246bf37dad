import { isUnspacedWord } from '../matching/character.ts'
import { TokenScan } from '../matching/token-scan.ts'
import { foldWord } from '../matching/fold.ts'
import { stem } from './stem.ts'
import { calendarWords, stopWordsOf } from './stop-words.ts'

/**
 * One word of a text: `key` is what its forms have in common, `folded` the form that stands there, `start` and `end` its
 * place in UTF-16 code units.
 */
export type Word = { key: string; folded: string; weight: Weight; start: number; end: number }
/** Whether it may be a topic: alone; only beside one that may; or only between two that may. */
export type Weight = 'full' | 'half' | 'none'

/** Longer ones are no words. */
const longest = 40
const apostrophe = /^['’ʼ]$/
const hyphen = /^[-‐‑]$/
const space = /^[\s\u00a0]+$/
/** Articles and pronouns that French and Italian write together with the word that follows. */
const elided = /^(?:l|d|j|n|s|c|m|t|qu|un|jusqu|lorsqu|puisqu|dell|nell|all|sull|dall|quest)$/
/** What English writes after an apostrophe: the whole is a small word. */
const contracted = /^(?:t|re|ll|ve|d|m)$/
const hiragana = /^\p{sc=Hira}+$/u
const picture = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/gu
const noPicture = /[\u{1f3fb}-\u{1f3ff}]|\p{Regional_Indicator}/u
const partsOfTag = /\p{Lu}*(?:\p{Ll}|\p{Lo}|\p{M})+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu

const scan = new TokenScan()
const unspacedWords = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * The words of what was said, in runs that nothing separates but spaces. Words in one hyphen are one; a hashtag is a run of
 * its own, and so is an emoji; words of scripts without spaces are found by Unicode's dictionaries.
 */
export function readWords(said: string, language: string | null): Word[][] {
  const stops = stopWordsOf(language)
  const runs: Word[][] = []
  let run: Word[] = []
  const end = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  const weigh = (folded: string): Weight =>
    stops.has(folded) || ([...folded].length < 2 && !/\p{N}/u.test(folded))
      ? 'none'
      : calendarWords.has(folded) ||
          (folded.length <= 5 && /^\p{N}/u.test(folded)) ||
          /^\p{N}+$/u.test(folded)
        ? 'half'
        : 'full'
  const keyOf = (folded: string) => stem(folded.replaceAll(/(.)\1{2,}/gu, '$1'), language)

  scan.read('', said)
  let last = 0
  for (let token = 0; token < scan.count; token += 1) {
    let start = scan.starts[token]!
    if (!space.test(said.slice(last, start))) end()
    const isTag = scan.sigilAt(token) === '#'
    if (isTag) end()
    if (isUnspacedWord(scan.wordAt(token))) {
      while (token + 1 < scan.count && scan.starts[token + 1] === scan.ends[token]) token += 1
      last = scan.ends[token]!
      for (const { segment, index, isWordLike } of unspacedWords.segment(said.slice(start, last))) {
        const folded = foldWord(segment)
        if (!isWordLike || folded === '') continue
        const weight = hiragana.test(folded) ? 'none' : weigh(folded)
        run.push({ key: folded, folded, weight, start: start + index, end: start + index + segment.length })
      }
      continue
    }
    if (isTag) {
      last = scan.ends[token]!
      const parts = said.slice(start, last).match(partsOfTag) ?? []
      const key = parts.map((part) => keyOf(foldWord(part))).join('')
      const folded = scan.wordAt(token)
      if (folded.length <= longest && !/^\p{N}+$/u.test(folded)) {
        run.push({ key, folded, weight: weigh(folded), start: start - 1, end: last })
        end()
      }
      continue
    }
    const parts = [scan.wordAt(token)]
    let kind: Weight | null = null
    last = scan.ends[token]!
    while (token + 1 < scan.count && parts.length < 5) {
      const between = said.slice(last, scan.starts[token + 1])
      const next = scan.wordAt(token + 1)
      if (apostrophe.test(between)) {
        if (next === 's') {
          token += 1
          // The word without it is what people mean.
          break
        }
        if (parts.length === 1 && elided.test(parts[0]!) && next.length > 1) {
          parts[0] = next
          start = scan.starts[token + 1]!
        } else {
          if (contracted.test(next)) kind = 'none'
          parts.push(next)
        }
      } else if (hyphen.test(between)) parts.push(next)
      else break
      token += 1
      last = scan.ends[token]!
    }
    const endOfWord = last
    last = scan.ends[token]!
    const folded = parts.join('')
    if (folded.length > longest) {
      end()
      continue
    }
    if (parts.length > 1) kind ??= parts.some((part) => weigh(part) === 'full') ? 'full' : weigh(folded)
    run.push({ key: parts.map(keyOf).join(''), folded, weight: kind ?? weigh(folded), start, end: endOfWord })
  }
  end()
  for (const { 0: sign, index } of said.matchAll(picture))
    if (!noPicture.test(sign)) runs.push([pictureAt(sign, index)])
  return runs
}

function pictureAt(sign: string, start: number): Word {
  const key = sign.replace('\ufe0f', '')
  return { key, folded: key, weight: 'full', start, end: start + sign.length }
}

import { isUnspacedWord } from '../matching/character.ts'
import { foldWord } from '../matching/fold.ts'
import { TokenScan } from '../matching/token-scan.ts'
import { weighingOf, type Weighing, type Weight } from './weigh-word.ts'

/**
 * One word of a text: `key` is what its forms have in common, `folded` the form that stands there, `start` and `end` its
 * place in UTF-16 code units.
 */
export type Word = { key: string; folded: string; weight: Weight; start: number; end: number }

/** Longer ones are no words. */
const longest = 40
const mostParts = 5
/** Between words of one phrase; "drivers’ strike" is one. */
const space = /^['’ʼ]?\s+$/
const apostrophe = /^['’ʼ]$/
const hyphen = /^[-‐‑]$/
/** Articles and pronouns that French and Italian write together with the word that follows. */
const elided = /^(?:l|d|j|n|s|c|m|t|qu|un|jusqu|lorsqu|puisqu|dell|nell|all|sull|dall|quest)$/
/** What English writes after an apostrophe: the whole is a small word. */
const contracted = /^(?:t|re|ll|ve|d|m)$/
const partsOfTag = /\p{Lu}*(?:\p{Ll}|\p{Lo}|\p{M})+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu
const picture = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/gu
const noPicture = /[\u{1f3fb}-\u{1f3ff}]|\p{Regional_Indicator}/u

const scan = new TokenScan()
const unspacedWords = new Intl.Segmenter(undefined, { granularity: 'word' })

/** What was read, up to the token before `next`. */
type Read = { words: Word[]; next: number }

/**
 * The words of what was said, in runs that nothing separates but spaces. Words joined by hyphens are one; a hashtag is a
 * run of its own, and so is an emoji; words of scripts without spaces are found by Unicode's dictionaries.
 */
export function readWords(said: string, language: string | null): Word[][] {
  const weighing = weighingOf(language)
  const runs: Word[][] = [[]]
  scan.read('', said)
  for (let token = 0; token < scan.count;) {
    const isTag = scan.sigilAt(token) === '#'
    const read = isTag
      ? readTag(said, token, weighing)
      : isUnspacedWord(scan.wordAt(token))
        ? readUnspaced(said, token, weighing)
        : readSpaced(said, token, weighing)
    runs.at(-1)!.push(...read.words)
    const last = scan.ends[read.next - 1]!
    token = read.next
    const isParted = token < scan.count && !space.test(said.slice(last, scan.starts[token]!))
    if (isTag || read.words.length === 0 || isParted || scan.sigilAt(token) === '#') runs.push([])
  }
  return [...runs.filter((run) => run.length > 0), ...readPictures(said)]
}

function readTag(said: string, token: number, weigh: Weighing): Read {
  const [start, end] = [scan.starts[token]!, scan.ends[token]!]
  const folded = scan.wordAt(token)
  const { weight } = weigh(folded)
  if (folded.length > longest || weight !== 'full') return { words: [], next: token + 1 }
  const parts = said.slice(start, end).match(partsOfTag) ?? []
  const key = parts.map((part) => weigh(foldWord(part)).key).join('')
  return { words: [{ key, folded, weight, start: start - 1, end }], next: token + 1 }
}

function readUnspaced(said: string, token: number, weigh: Weighing): Read {
  let next = token + 1
  while (next < scan.count && scan.starts[next] === scan.ends[next - 1]) next += 1
  const start = scan.starts[token]!
  const words: Word[] = []
  for (const { segment, index, isWordLike } of unspacedWords.segment(
    said.slice(start, scan.ends[next - 1]),
  )) {
    const key = foldWord(segment)
    const from = start + index
    if (isWordLike && key !== '')
      words.push({ key, folded: key, weight: weigh(key).weight, start: from, end: from + segment.length })
  }
  return { words, next }
}

function readSpaced(said: string, token: number, weigh: Weighing): Read {
  const parts = [scan.wordAt(token)]
  let start = scan.starts[token]!
  let end = scan.ends[token]!
  let next = token + 1
  let isSmall = false
  for (; next < scan.count && parts.length < mostParts; next += 1) {
    const between = said.slice(scan.ends[next - 1], scan.starts[next])
    const part = scan.wordAt(next)
    if (apostrophe.test(between)) {
      // "Acme's": the word without it is what people mean.
      if (part === 's') continue
      if (parts.length === 1 && elided.test(parts[0]!) && part.length > 1) {
        parts.pop()
        start = scan.starts[next]!
      } else isSmall ||= contracted.test(part)
    } else if (!hyphen.test(between)) break
    parts.push(part)
    end = scan.ends[next]!
  }
  const folded = parts.join('')
  if (folded.length > longest) return { words: [], next }
  const isCompound = parts.length > 1 && parts.some((part) => weigh(part).weight === 'full')
  const weight = isSmall ? 'none' : isCompound ? 'full' : weigh(folded).weight
  return { words: [{ key: parts.map((part) => weigh(part).key).join(''), folded, weight, start, end }], next }
}

function readPictures(said: string): Word[][] {
  return [...said.matchAll(picture)].flatMap(({ 0: sign, index: start }) => {
    const key = sign.replace('\ufe0f', '')
    return noPicture.test(sign)
      ? []
      : [[{ key, folded: key, weight: 'full' as const, start, end: start + sign.length }]]
  })
}

import { saidIn } from '../../contract/headline.ts'
import { kindAt, unspaced } from '../matching/character.ts'
import { TokenScan } from '../matching/token-scan.ts'
import { canonicalAddress } from '../sources/canonical-address.ts'

export type Told = { title: string; text: string }

const repost = /^\s*["“„'(]*(?:RT|MT)\b[\s:]*(?=@)/
/** Addresses, handles (with the word that credits one), and what is left of them. */
const beside =
  /https?:\/\/\S+|\bwww\.\S+|(?:\b(?:via|by|cc|h\/t)\s+)?(?<![\p{L}\p{N}_])[@＠][\p{L}\p{N}_.-]+(?:@[\p{L}\p{N}.-]+)?/giu
/** A headline with the name of who prints it: at most four words that begin with capitals, or a domain. */
const printed =
  /^(.{25,}?)\s+[-–—|·•]\s+((?:\p{Lu}[\p{L}.'’&-]*|of|the|and|[a-z0-9-]+\.[a-z.]{2,10})(?:\s+(?:\p{Lu}[\p{L}.'’&-]*|of|the|and)){0,3})\s*$/u

/** What a post says, without what is not part of its words; and whether it says that it repeats another. */
export function wordsOf({ title, text }: Told): { said: string; isRepost: boolean } {
  const [, headline = title, printer = ''] =
    title.length > 400 || text.length > title.length + 60 ? [] : (printed.exec(title) ?? [])
  const rest = text.startsWith(headline) ? text.slice(headline.length).replace(printer, '').trim() : text
  // Many feeds say the headline again where the text should be.
  const isHeadline = headline !== '' && !/[\p{L}\p{N}]/u.test(rest)
  const whole = isHeadline ? headline : saidIn({ title, text })
  const isRepost = repost.test(whole)
  const bare = isRepost ? whole.replace(repost, '') : whole
  const hasBeside = bare.includes('@') || bare.includes('＠') || /https?:|www\./i.test(bare)
  return { said: hasBeside ? bare.replace(beside, ' ') : bare, isRepost }
}

const scan = new TokenScan()

/**
 * Reads the words of what was said: valid until the next call, as one scan is used for all. `count` is without the row
 * of hashtags at the end.
 */
export function scanWords(said: string): { scan: TokenScan; count: number } {
  scan.read('', said)
  let { count } = scan
  while (count > 0 && scan.sigilAt(count - 1) === '#') count--
  // Nothing but tags: then they are what it says.
  return { scan, count: count === 0 ? scan.count : count }
}

/** How much a word says, in letters: a character of a script without spaces stands for about two. */
export function lettersOf(read: TokenScan, token: number, said: string): number {
  const start = read.starts[token]!
  return kindAt(said, start) === unspaced ? 2 : read.ends[token]! - start
}

/** A post taken apart, for comparing. */
export type Telling = { words: string[]; letters: number[]; total: number; isRepost: boolean; isCut: boolean }

const longest = 4000

const known = new WeakMap<Told, Telling>()

/** One that is compared with several is taken apart once. */
export function tellingOf(told: Told): Telling {
  const before = known.get(told)
  if (before) return before
  const telling = takeApart(told)
  known.set(told, telling)
  return telling
}

function takeApart(told: Told): Telling {
  const { said, isRepost } = wordsOf(told)
  const shown = said.slice(0, longest)
  const { scan: read, count } = scanWords(shown)
  const isCut = said.length > longest || /(?:…|\.\.\.)\s*$/.test(said)
  // Of one that was cut off, the last word may be half a word.
  const whole = isCut ? Math.max(0, count - 1) : count
  const words = Array.from({ length: whole }, (_, token) => read.wordAt(token))
  const letters = words.map((_, token) => lettersOf(read, token, shown))
  return {
    words,
    letters,
    total: letters.reduce((sum, one) => sum + one, 0),
    isRepost,
    isCut,
  }
}

/** The addresses that a post names, in one spelling. */
export function addressesIn({ title, text }: Told): Set<string> {
  const found = `${title}\n${text}`.match(/https?:\/\/[^\s)\]>"”]+/g) ?? []
  return new Set(found.flatMap((address) => canonicalAddress(address) ?? []))
}

import { lettersOf, scanWords, wordsOf, type Told } from './telling.ts'

/** Below this, many people say the same without having read each other. */
export const fewLetters = 40

/** Of the beginning of what is said: enough to tell texts apart, and a long article costs no more than a post. */
const wordsRead = 60
const unitsRead = 600
/** Posts that share 70 % of their three-word runs have one of these in common nine times of ten, 30 %: three. */
const bands = 4
const smallestOfABand = 2
const minima = new Uint32Array(bands * smallestOfABand)
const seeds = Uint32Array.from(minima, (_, at) => mix(0x9e3779b9 * (at + 1)))

/**
 * Keys under which a brand's posts that tell the same are found (MinHash over runs of three words, in bands, and one of
 * all words for posts that say exactly the same): whole numbers that PostgreSQL's bigint and JavaScript both can hold.
 */
export function storyKeys(brandId: number, told: Told): number[] {
  const { said } = wordsOf(told)
  const shown = said.length > unitsRead ? said.slice(0, unitsRead) : said
  const { scan, count: all } = scanWords(shown)
  const count = Math.min(all, wordsRead)
  if (count === 0) return []
  let letters = 0
  let whole = brandId
  minima.fill(0xffffffff)
  for (let at = 0; at < count; at++) {
    letters += lettersOf(scan, at, shown)
    whole = Math.imul(whole ^ scan.hashes[at]!, 0x01000193) + at
    if (at >= 2) note(mix(scan.hashes[at]! + mix(scan.hashes[at - 1]! + mix(scan.hashes[at - 2]!))))
  }
  const keys = [keyOf(mix(whole), brandId, bands)]
  if (letters < fewLetters || count < 3) return keys
  for (let band = 0; band < bands; band++)
    keys.push(keyOf(minima[2 * band]!, mix(minima[2 * band + 1]! ^ brandId), band))
  return keys
}

function note(run: number): void {
  for (let at = 0; at < minima.length; at++) {
    const value = Math.imul(run ^ seeds[at]!, 0x85ebca6b) >>> 0
    const spread = (value ^ (value >>> 13)) >>> 0
    if (spread < minima[at]!) minima[at] = spread
  }
}

/** 53 bits of two numbers. */
function keyOf(high: number, low: number, band: number): number {
  const mixed = mix(high ^ mix(low + band)) >>> 0
  return (mix(high + band) & 0x1fffff) * 0x1_0000_0000 + mixed
}

/** Spreads a number over 32 bits (the end of MurmurHash3). */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) | 0
}

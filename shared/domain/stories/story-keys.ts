import { lettersOf, scanWords, wordsOf, type Told } from './telling.ts'

/** Below this, many people say the same without having read each other. */
export const fewLetters = 40

/** Of the beginning of what is said: enough to tell texts apart, and a long article costs no more than a post. */
const wordsRead = 60
const unitsRead = 600
/** Every key is a row that ingest writes. Posts that share 70 % of their runs have one of three in common 97 times of 100. */
const keysEach = 3
/** Runs of shorter words are in everybody's mouth. */
const lettersOfARun = 12
const lengths = new Uint8Array(wordsRead)
const minima = new Uint32Array(keysEach)
const seeds = Uint32Array.from(minima, (_, at) => mix(0x9e3779b9 * (at + 1)))

/**
 * Keys under which a brand's posts that tell the same are found: the smallest hashes of their runs of three words
 * (MinHash), or one of all words where these are few. Whole numbers that PostgreSQL's bigint and JavaScript both hold.
 */
export function storyKeys(brandId: number, told: Told): number[] {
  const { said } = wordsOf(told)
  const shown = said.length > unitsRead ? said.slice(0, unitsRead) : said
  const { scan, count: all } = scanWords(shown)
  const count = Math.min(all, wordsRead)
  if (count === 0) return []
  const { hashes } = scan
  let letters = 0
  let whole = 0
  minima.fill(0xffffffff)
  for (let at = 0; at < count; at++) {
    const own = Math.min(lettersOf(scan, at, shown), 80)
    lengths[at] = own
    letters += own
    whole = Math.imul(whole, 0x01000193) + hashes[at]!
    if (at >= 2 && own + lengths[at - 1]! + lengths[at - 2]! >= lettersOfARun)
      note(Math.imul(Math.imul(hashes[at - 2]!, 0x01000193) + hashes[at - 1]!, 0x01000193) + hashes[at]!)
  }
  if (letters < fewLetters || minima[0] === 0xffffffff) return [keyOf(brandId, mix(whole), keysEach)]
  return Array.from(minima, (smallest, at) => keyOf(brandId, smallest, at))
}

function note(run: number): void {
  for (let at = 0; at < keysEach; at++) {
    const value = mix(run ^ seeds[at]!) >>> 0
    if (value < minima[at]!) minima[at] = value
  }
}

/** 53 bits of it all. */
function keyOf(brandId: number, hash: number, which: number): number {
  const high = mix(hash + mix(brandId + which)) & 0x1fffff
  return high * 0x1_0000_0000 + (mix(hash ^ mix(brandId * keysEach + which + 1)) >>> 0)
}

/** Spreads a number over 32 bits (the end of MurmurHash3). */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) | 0
}

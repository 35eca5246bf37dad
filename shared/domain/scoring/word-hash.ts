import { folded } from './characters.ts'

/** Words are known by 32 bits: among the 50,000 that are known, a pair that shares them is rare, and counts as one word. */
export const hashStart = 0x811c9dc5
export const addUnit = (hash: number, unit: number) => Math.imul(hash ^ unit, 0x01000193)

export function finishHash(hash: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) | 0
}

/** One number of two, for a pair of words; the order counts. */
export const pairHash = (first: number, second: number) => finishHash(Math.imul(first, 0x9e3779b1) ^ second)

/** The hash that the tokenizer gives to a word: in lower case, a letter that stands there three times or more twice. */
export function hashWord(word: string): number {
  let hash = hashStart
  let last = -1
  let run = 0
  for (let at = 0; at < word.length; at++) {
    const unit = folded[word.charCodeAt(at)]!
    run = unit === last ? run + 1 : 1
    last = unit
    if (run <= 2) hash = addUnit(hash, unit)
  }
  return finishHash(hash)
}

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { foldWord } from '../../../../../shared/domain/matching/fold.ts'
import { HashTable } from '../../../../../shared/domain/matching/hash-table.ts'
import { hashStem, hashWord, TokenScan } from '../../../../../shared/domain/matching/token-scan.ts'

const letters = fc.constantFrom(
  ...'aZ9éÅßĳŒſİıΣςάЙёאַمُحـ한각日ガｶﾞหิ नि ﬃ①Ａ_-@# .',
  '\u0301',
  '\u200d',
  '\u00ad',
  '𝔸',
  '😡',
)
const text = fc.oneof(
  fc.array(letters, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

it('hashes each word as it is folded, whatever way it took', () => {
  const scan = new TokenScan()
  fc.assert(
    fc.property(text, text, (title, body) => {
      scan.read(title, body)
      for (let token = 0; token < scan.count; token++) {
        const folded = foldWord(scan.originalAt(token))
        expect(scan.wordAt(token)).toBe(folded)
        expect(scan.hashes[token]).toBe(hashWord(folded))
        // A character of an unspaced script is never how a word begins.
        expect([hashStem(folded), 0]).toContain(scan.stems[token])
      }
    }),
    { numRuns: 3000 },
  )
})

it('visits every beginning of three letters or more, and no other', () => {
  const scan = new TokenScan()
  scan.read('', 'Acmé Übergröße ab')
  const beginnings = (token: number) => {
    const found = new Set<number>()
    scan.someStart(token, (hash) => found.add(hash).size < 0)
    return [...found]
  }
  expect(beginnings(0)).toEqual(['acm', 'acme'].map(hashWord))
  expect(beginnings(1)).toEqual(
    ['ube', 'uber', 'uberg', 'ubergr', 'ubergro', 'ubergros', 'ubergross', 'ubergrosse'].map(hashWord),
  )
  expect(beginnings(2)).toEqual([])
})

it('finds the number of every known hash, and no other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { maxLength: 500 }),
      (hashes) => {
        const half = hashes.length >> 1
        const table = new HashTable(hashes.slice(0, half))
        hashes.forEach((hash, at) => expect(table.find(hash)).toBe(at < half ? at : -1))
      },
    ),
    { numRuns: 200 },
  )
})

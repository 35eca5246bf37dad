import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachToken } from '../../../../../shared/domain/matching/tokens.ts'

function tokens(text: string): { word: string; original: string; sigil: string | null }[] {
  const found: { word: string; original: string; sigil: string | null }[] = []
  eachToken(text, (word, start, end, sigil) => found.push({ word, original: text.slice(start, end), sigil }))
  return found
}
const words = (text: string) => tokens(text).map((token) => (token.sigil ?? '') + token.word)

describe('words', () => {
  it.each([
    ['Acme Air’s late, again!', ['acme', 'air', 's', 'late', 'again']],
    ['Crème BRÛLÉE', ['creme', 'brulee']],
    ['Straße STRASSE', ['strasse', 'strasse']],
    ['Ὀδυσσεύς ΟΔΥΣΣΕΥΣ', ['οδυσσευσ', 'οδυσσευσ']],
    ['İstanbul ISTANBUL ıstanbul', ['istanbul', 'istanbul', 'istanbul']],
    ['Ａｃｍｅ ①', ['acme', '1']],
    ['Acme™ Air®', ['acme', 'air']],
    ['ac\u00adme ac\u200dme', ['acme', 'acme']],
    ['@acme_air _acme_ #fail', ['@acme_air', 'acme', '#fail']],
    ['mail info@acme.example', ['mail', 'info', 'acme', 'example']],
    ['東京@acme', ['東', '京', '@acme']],
    ['全日空のflight', ['全', '日', '空', 'の', 'flight']],
    ['ｶﾞｽ ガス', ['ガ', 'ス', 'ガ', 'ス']],
    ['한국 각', ['한', '국', '각']],
    ['ที่', ['ที่']],
    ['😡👩‍💻❤️ \u0000 \ud800', []],
    ['مُحَمَّد محمد', ['محمد', 'محمد']],
    ['हिन्दी', ['हिन्दी']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('sees composed and decomposed letters as one', () => {
    expect(words('e\u0301te\u0301')).toEqual(words('été'))
    expect(words('각'.normalize('NFD')).join('')).not.toBe('')
  })
})

it('gives places of the original text, in order, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      let last = 0
      eachToken(text, (word, start, end) => {
        expect(word).not.toBe('')
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      })
      expect(last).toBeLessThanOrEqual(text.length)
    }),
    { numRuns: 2000 },
  )
})

it.each(['a', 'a ', '日', '😡', 'e\u0301', '\u0301', '_', '@', '\ud800', '\u0000'])(
  'takes time in proportion to a megabyte of %j',
  (part) => {
    const text = part.repeat(1_000_000 / part.length)
    const before = process.threadCpuUsage()
    eachToken(text, () => undefined)
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(1500)
  },
)

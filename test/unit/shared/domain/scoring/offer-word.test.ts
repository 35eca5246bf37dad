import { describe, expect, it } from 'vitest'
import { compileBrandLexicon } from '../../../../../shared/domain/scoring/brand-lexicon.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import { offerWord } from '../../../../../shared/domain/scoring/offer-word.ts'
import { readOwnTexts } from '../../../../../shared/domain/scoring/training/labelled-text.ts'

const scorer = createScorer()
const offer = (text: string, wanted: 'negative' | 'neutral' | 'positive') =>
  offerWord(scorer, text, {}, wanted)

describe('the word that led the scorer astray', () => {
  it.each([
    ['That beat is sick', 'positive', { phrase: 'sick', weight: -3 }],
    ['The new Crash is out', 'neutral', { phrase: 'Crash', weight: 0 }],
    ['The Crash app is great but Crash costs money', 'positive', { phrase: 'Crash', weight: 0 }],
  ] as const)('in “%s”, which is %s', (text, wanted, word) => {
    expect(offer(text, wanted)).toEqual(word)
  })

  it('sets the label right, with a phrase that stands there and a small weight', () => {
    let offered = 0
    for (const { text, label } of readOwnTexts().texts) {
      const wanted = label < 0 ? 'negative' : label > 0 ? 'positive' : 'neutral'
      const word = offer(text, wanted)
      if (word === null) continue
      offered++
      const lexicon = compileBrandLexicon([word])
      expect(scorer.score(text, { lexicon }).label).toBe(wanted)
      expect(text).toContain(word.phrase)
      expect([-3, -2, -1, 0, 1, 2, 3]).toContain(word.weight)
      expect(word.phrase).not.toMatch(/^@|https?:|^(the|is|my|you|not|and|good|bad)$/i)
    }
    expect(offered).toBeGreaterThan(20)
  })

  it('counts with the words that the brand has already: one of them may have led astray, or lead back', () => {
    const text = 'That sick beat is insane'
    const beside = (phrase: string, weight: number) =>
      offerWord(scorer, text, { lexicon: compileBrandLexicon([{ phrase, weight }]) }, 'positive')
    expect(offer(text, 'positive')).toBeNull()
    expect(beside('insane', 4)).toEqual({ phrase: 'insane', weight: -3 })
    expect(beside('insane', 0)).toEqual({ phrase: 'sick', weight: -1 })
  })

  it.each([
    ['The crew was lovely', 'positive'],
    ['@crash', 'negative'],
    ['Het eten was koud en de bediening niet vriendelijk', 'positive'],
    ['It is what it is', 'negative'],
    ['Acme has a kiosk at the station.', 'negative'],
  ] as const)('is not offered where nothing is to be set right or can be: %s', (text, wanted) => {
    expect(offer(text, wanted)).toBeNull()
  })

  it('takes little time for a megabyte and a large lexicon', () => {
    const words = Array.from({ length: 10_000 }, (_, at) => ({ phrase: `word${at}`, weight: 1 }))
    const lexicon = compileBrandLexicon(words)
    const start = performance.now()
    offerWord(scorer, 'terrible crash of rubbish '.repeat(40_000), { lexicon }, 'positive')
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

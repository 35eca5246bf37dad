import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctedText, likelihoodText, scoredText } from '../../../client/lib/sound-text.ts'
import { sentimentLabels, type Sentiment } from '../../../shared/contract/sentiment.ts'

const sounds = (more: Partial<Sentiment>): Sentiment => ({
  score: -0.7,
  label: 'negative',
  scoredLabel: 'negative',
  corrected: null,
  pNegative: 0.95,
  language: 'en',
  modelVersion: 'test',
  ...more,
})
const by = (name: string, id = 2) => ({ by: { id, name }, at: '2026-03-01T00:00:00.000Z' })
const scale = { slope: 1, offset: 0, corrections: 240 }

describe('how a mention sounds, in words', () => {
  it('is a band until the workspace has taught what a per cent is worth', () => {
    expect(scoredText(sounds({ pNegative: 0.95 }), null)).toBe('Earshot says it is almost surely negative')
    expect(scoredText(sounds({ pNegative: 0.7 }), null)).toBe('Earshot says it is likely negative')
    expect(scoredText(sounds({ pNegative: 0.3 }), null)).toBe(
      'Earshot says it could be either, rather negative',
    )
    expect(scoredText(sounds({ scoredLabel: 'positive', pNegative: 0.02 }), null)).toBe(
      'Earshot says it sounds positive, almost surely not negative',
    )
    expect(scoredText(sounds({ scoredLabel: 'neutral', pNegative: 0.4 }), null)).toBe(
      'Earshot says it could be either, rather neutral',
    )
  })

  it('is a whole per cent afterwards, with whose labels it is from', () => {
    expect(scoredText(sounds({ pNegative: 0.82 }), scale)).toBe(
      'Earshot says it is 82 % likely negative, by 240 labels of your team',
    )
    expect(likelihoodText(0.82, { ...scale, offset: -2 })).toMatch(/^38 % likely/)
    expect(likelihoodText(1, scale)).toMatch(/^over 99 % /)
    expect(likelihoodText(0, scale)).toMatch(/^under 1 % /)
  })

  it('never has a decimal, and names a text that was not read neither neutral nor anything else', () => {
    const likely = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        likely,
        fc.constantFrom(...sentimentLabels),
        fc.boolean(),
        (pNegative, scoredLabel, known) => {
          expect(scoredText(sounds({ pNegative, scoredLabel }), known ? scale : null)).not.toMatch(/\d[.,]\d/)
        },
      ),
    )
    const unread = sounds({ score: null, label: null, scoredLabel: null, pNegative: null, language: 'pl' })
    expect(scoredText(unread, null)).toBe('It is not scored: Earshot cannot read Polish yet')
    expect(scoredText({ ...unread, language: null }, scale)).toBe(
      'It is not scored: Earshot found no words that it can read',
    )
  })

  it('says who says what, where staff have spoken', () => {
    expect(correctedText(sounds({}), 1)).toBeNull()
    const corrected = sounds({ label: 'negative', scoredLabel: 'positive', corrected: by('Ana') })
    expect(correctedText(corrected, 1)).toBe('Negative, says Ana; Earshot said positive')
    expect(correctedText(corrected, 2)).toBe('Negative, you say; Earshot said positive')
    expect(correctedText(sounds({ corrected: by('Ana') }), 1)).toBe('Negative, say Ana and Earshot')
    expect(correctedText(sounds({ scoredLabel: null, language: 'pl', corrected: by('Ana') }), 1)).toBe(
      'Negative, says Ana; Earshot cannot read Polish yet',
    )
  })
})

import fc from 'fast-check'
import Sentiment from 'sentiment'
import { describe, expect, it } from 'vitest'
import { createLexiconScorer } from '../../../../../shared/domain/scoring/lexicon-scorer.ts'
import { emojiPoints, negators, wordPoints } from '../../../../../shared/domain/scoring/lexicon.ts'

const scorer = createLexiconScorer()
const total = (text: string) =>
  scorer.score(text, { language: 'en' }).contributions.reduce((sum, one) => sum + one.weight, 0)

describe('what it says about a text', () => {
  it('calls a complaint negative, praise positive, and a plain fact neutral', () => {
    expect(scorer.score('The worst airline, terrible service and a rude crew.').label).toBe('negative')
    expect(scorer.score('I love this airline, the crew was wonderful.').label).toBe('positive')
    expect(scorer.score('The train leaves at nine from the second platform.').label).toBe('neutral')
  })

  it('gives a probability that falls as the score rises', () => {
    const [bad, plain, good] = ['awful awful', 'a table', 'lovely'].map((text) => scorer.score(text))
    expect(bad?.pNegative).toBeGreaterThan(0.8)
    expect(plain?.pNegative).toBeGreaterThan(good?.pNegative ?? 1)
    expect(bad?.score).toBeLessThan(plain?.score ?? -1)
  })

  it('keeps score and probability inside their bounds on extreme texts', () => {
    const { score, pNegative } = scorer.score('terrible '.repeat(5000))
    expect(score).toBeGreaterThanOrEqual(-1)
    expect(pNegative).toBeLessThanOrEqual(1)
  })

  it('turns a word around after a negator, also with a typographic apostrophe', () => {
    expect(total('not good')).toBe(-3)
    expect(total("I can't recommend")).toBe(-2)
    expect(total('I can’t recommend')).toBe(-2)
    const [one] = scorer.score('This is not good').contributions
    expect(one).toMatchObject({
      text: 'good',
      weight: -3,
      why: '“good” counts +3, turned by “not” before it',
    })
  })
})

describe('places of the contributing words', () => {
  it('finds every repeated word at its own place', () => {
    const text = 'Bad. bad, (BAD) and "bad"!'
    expect(scorer.score(text).contributions.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Bad',
      'bad',
      'BAD',
      'bad',
    ])
  })

  it('counts in code units behind emoji, letters that grow in lower case, and right-to-left text', () => {
    for (const before of ['👩‍💻 ', 'İİİ ', 'שלום ', '\u202eabc\u202c ', 'e\u0301 ', '\u0000 ']) {
      const text = `${before}the service is terrible`
      const last = scorer.score(text).contributions.at(-1)
      expect(text.slice(last?.start, last?.end)).toBe('terrible')
    }
  })

  it('hears emoji that are glued together or to a word, with and without variation selector', () => {
    const marked = scorer.score('late again😡😡 thanks❤️').contributions.map((one) => one.text)
    expect(marked).toEqual(['😡', '😡', 'thanks', '❤'])
  })

  it('covers exactly the text it names, in order and without overlap, in any text', () => {
    const words = fc.constantFrom(
      'bad',
      'GOOD',
      'not',
      'don’t',
      '😡',
      '-',
      "'",
      ' ',
      '\n',
      'ﬁne',
      'İ',
      '"',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string({ unit: 'binary' })), { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        let last = 0
        for (const one of scorer.score(text, { language: 'en' }).contributions) {
          expect(one.start).toBeGreaterThanOrEqual(last)
          expect(text.slice(one.start, one.end)).toBe(one.text)
          last = one.end
        }
      }),
    )
  })
})

it('counts as the sentiment package does', () => {
  const known = [...wordPoints.keys()].filter((word) => /^[a-z'-]+$/.test(word))
  const word = fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom(...negators, 'the', 'flight', 'naïve', '123'),
    fc.constantFrom(...[...emojiPoints.keys()].map((codePoint) => String.fromCodePoint(codePoint))),
  )
  const separator = fc.constantFrom(' ', ', ', '. ', '! ', '\n', ' (', ') ', '"', '  ')
  const sentiment = new Sentiment()
  fc.assert(
    fc.property(fc.array(fc.tuple(word, separator), { maxLength: 60 }), (pairs) => {
      // Enough small English words that no word list decides on another language.
      const text = 'the and this '.repeat(30) + pairs.flat().join('')
      expect(total(text)).toBe(sentiment.analyze(text).score)
    }),
    { numRuns: 500 },
  )
})

describe('languages it cannot judge', () => {
  it.each([
    ['もう最悪、二度と使わない', null],
    ['Обслуживание ужасное', null],
    ['خدمة سيئة جدا', null],
    ['Die Bedienung war schlecht und das Essen ist kalt', 'de'],
    ['Le service est vraiment mauvais et je ne reviens pas', 'fr'],
  ])('does not score %s', (text, language) => {
    expect(scorer.score(text)).toMatchObject({
      supported: false,
      score: null,
      label: null,
      pNegative: null,
      language,
      contributions: [],
    })
  })

  it('believes a hint only where the text itself does not speak', () => {
    expect(scorer.score('Terrible!', { language: 'de' }).supported).toBe(false)
    expect(scorer.score('This is terrible and you know it', { language: 'de' }).supported).toBe(true)
    expect(scorer.score('Das ist nicht gut und auch kalt', { language: 'en-GB' }).supported).toBe(false)
  })

  it('still scores English with foreign names, and a text that is only emoji', () => {
    expect(scorer.score('Flight from Los Angeles to El Paso was terrible').label).toBe('negative')
    expect(scorer.score('😡😡😡').label).toBe('negative')
  })
})

it.each([
  ['words', 'good bad '],
  ['one endless word', 'a'],
  ['emoji', '😡'],
  ['NUL', '\u0000'],
  ['right-to-left marks', '\u202e\u05d0'],
  ['apostrophes', "'"],
])('takes time in proportion to a megabyte of %s', (_, part) => {
  const text = part.repeat(Math.ceil(1_000_000 / part.length))
  const start = performance.now()
  scorer.score(text, { language: 'en' })
  expect(performance.now() - start).toBeLessThan(1000)
})

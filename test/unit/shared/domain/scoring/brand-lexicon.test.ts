import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileBrandLexicon,
  isSamePhrase,
  phraseProblem,
  withBrandWord,
  type BrandWord,
} from '../../../../../shared/domain/scoring/brand-lexicon.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import type { Scored } from '../../../../../shared/domain/scoring/scorer.ts'
import { Tokens } from '../../../../../shared/domain/scoring/tokens.ts'
import { readOwnTexts } from '../../../../../shared/domain/scoring/training/labelled-text.ts'

const scorer = createScorer()
const ours = 'a word of this brand'

/** Where phrases stand, as text. */
function found(text: string, ...words: (string | BrandWord)[]): string[] {
  const entries = words.map((word) => (typeof word === 'string' ? { phrase: word, weight: 1 } : word))
  const tokens = new Tokens()
  tokens.read(text)
  return compileBrandLexicon(entries)
    .find(text, tokens)
    .map(({ start, end }) => text.slice(start, end))
}

function scoredWith(text: string, ...words: BrandWord[]): Scored {
  return scorer.score(text, { lexicon: compileBrandLexicon(words) })
}

const partsOf = ({ contributions }: Scored) =>
  contributions.filter(({ why }) => why.includes('of this brand'))

function expectSum({ contributions, constant, pNegative }: Scored): void {
  const p = pNegative ?? Number.NaN
  const sum = contributions.reduce((total, one) => total + one.weight, constant.weight)
  if (Math.abs(sum) < 20) expect(Math.log(p / (1 - p))).toBeCloseTo(sum, 4)
}

describe('where a phrase stands', () => {
  it.each([
    ['whatever its capitals', 'SICK and Sick and sick', ['sick'], ['SICK', 'Sick', 'sick']],
    ['with = in exactly these', 'Crash, crash and CRASH', ['=Crash'], ['Crash']],
    ['as a hashtag', 'what a #sick show', ['sick'], ['#sick']],
    ['only as a hashtag, where that is asked', 'sick and #sick', ['#sick'], ['#sick']],
    ['as a handle, only where that is asked', '@crash is not crash', ['@Crash'], ['@crash']],
    ['not in a handle', '@crash and me', ['crash'], []],
    ['whatever its accents', 'un CAFE, un café', ['Café'], ['CAFE', 'café']],
    ['before an apostrophe', 'Crash’s new login', ['crash'], ['Crash']],
    ['behind an apostrophe', 'c’est l’arnaque', ['arnaque'], ['arnaque']],
    ['with an apostrophe of another kind', 'I don’t mind', ["don't mind"], ['don’t mind']],
    ['as an emoji', 'new song 🔥🔥', ['🔥'], ['🔥', '🔥']],
    ['as an emoji of several', 'hi 👩‍💻 there', ['👩‍💻'], ['👩‍💻']],
    ['as a face', 'so good :-( yes', [':-('], [':-(']],
    ['with stretched letters', 'this is siiiick and coooool', ['sick', 'cool'], ['siiiick', 'coooool']],
    ['with ß and ligatures', 'STRASSE straße ﬁne', ['Straße', 'fine'], ['STRASSE', 'straße', 'ﬁne']],
    ['with a hyphen or without', 'on-time, on time', ['on time'], ['on-time', 'on time']],
    ['with the sign within it', 'a Dr. Pepper please', ['Dr. Pepper'], ['Dr. Pepper']],
    [
      'not over the end of a sentence or a line',
      'so sick. Of this\nso\nsick',
      ['so sick of', 'so sick'],
      ['so sick'],
    ],
    ['not as a part of a word', 'sickness homesick', ['sick'], []],
    ['with a number', 'the 5G one, not 50G', ['5g'], ['5G']],
    ['not with more of a number', '1000 times', ['100 times'], []],
  ])('%s', (_, text, words, places) => {
    expect(found(text, ...words)).toEqual(places)
  })

  it('is the longest of those that overlap', () => {
    expect(found('the crash pad is on', 'crash', 'crash pad', 'pad is on')).toEqual(['crash', 'pad is on'])
    expect(found('the crash pad', 'crash', 'crash pad')).toEqual(['crash pad'])
  })

  it('prefers what asks for exactly these capitals', () => {
    const words = [
      { phrase: 'crash', weight: 2 },
      { phrase: '=Crash', weight: 0 },
    ]
    expect(partsOf(scoredWith('we saw a crash here', ...words))).toMatchObject([{ weight: 2 }])
    expect(partsOf(scoredWith('we saw a Crash here', ...words))).toEqual([])
  })

  it('counts the later of two entries for the same phrase', () => {
    const words = [
      { phrase: 'sick', weight: 2 },
      { phrase: 'Sick', weight: -2 },
    ]
    expect(partsOf(scoredWith('that is sick', ...words))).toMatchObject([{ weight: -2 }])
  })
})

describe('what a phrase may be', () => {
  it.each(['', '  ', '=', '!?', '…', 'a b c d e f g h i', 'crash*'])(
    'refuses “%s” with a sentence',
    (phrase) => {
      expect(phraseProblem(phrase)).toMatch(/^[A].*\.$/)
    },
  )

  it.each(['sick', '=Crash', '@acme', '#fail', '🔥', '24/7', '=)', 'a b c d e f g h', "don't"])(
    'takes %s',
    (phrase) => {
      expect(phraseProblem(phrase)).toBeNull()
      expect(found(phrase.replace(/^=(?=\w)/, ''), phrase)).toHaveLength(1)
    },
  )

  it('knows two spellings of one phrase', () => {
    expect(isSamePhrase('Café  noir', 'cafe noir')).toBe(true)
    expect(isSamePhrase('=Crash', 'Crash')).toBe(false)
    expect(isSamePhrase('=Crash', '=crash')).toBe(false)
    expect(isSamePhrase('#sick', 'sick')).toBe(false)
  })
})

describe('what a phrase counts', () => {
  it('takes the place of all that the scorer makes of the word, also of its cue', () => {
    const text = 'The new update is sick'
    expect(scorer.score(text).label).toBe('negative')
    const scored = scoredWith(text, { phrase: 'sick', weight: -3 })
    expect(scored.label).toBe('positive')
    expect(scored.contributions.at(-1)).toMatchObject({ text: 'sick', weight: -3, why: ours })
    expect(scored.cues).toEqual([])
  })

  it('says nothing at 0, as an unknown word', () => {
    const text = 'The new Crash is out'
    expect(scorer.score(text).label).toBe('negative')
    const scored = scoredWith(text, { phrase: 'crash', weight: 0 })
    expect(scored.label).toBe('neutral')
    expect(scored.contributions.map((one) => one.text)).not.toContain('Crash')
  })

  it('moves the log-odds of positive as far the other way', () => {
    const text = 'The wibble thing came'
    const plain = scoredWith(text, { phrase: 'wibble', weight: 0 })
    const odds = (scored: Scored) => Math.log((scored.pNegative ?? 0) / (1 - (scored.pNegative ?? 0)))
    const worse = scoredWith(text, { phrase: 'wibble', weight: 1.5 })
    expect(odds(worse) - odds(plain)).toBeCloseTo(1.5, 6)
    expect(worse.score).toBeLessThan(plain.score ?? -1)
    expect(scoredWith(text, { phrase: 'wibble', weight: -3 })).toMatchObject({ label: 'positive' })
  })

  it.each(['That beat is not sick', 'That beat is not very sick', "I don't find it sick"])(
    'is turned by a negator before it: %s',
    (text) => {
      const scored = scoredWith(text, { phrase: 'sick', weight: -2 })
      expect(partsOf(scored)).toMatchObject([{ weight: 1.2, why: `${ours}, turned by a word before it` }])
      expectSum(scored)
    },
  )

  it.each([
    'Not now. That beat is sick',
    'not a great many of those beats are sick',
    'that sick beat is not bad',
  ])('is not turned by one in another sentence, far before it or behind it: %s', (text) => {
    expect(partsOf(scoredWith(text, { phrase: 'sick', weight: -2 }))).toMatchObject([
      { weight: -2, why: ours },
    ])
  })

  it.each(['No internet for 9 hours. Outrageous', 'Seit 9 Stunden kein Internet. Unverschämt'])(
    'is no praise where a negator stands before a worry: %s',
    (text) => {
      const scored = scoredWith(text, { phrase: 'internet', weight: 2.5 })
      expect(partsOf(scored)).toEqual([])
      expect(scored.label).toBe('negative')
      expectSum(scored)
    },
  )

  it('is not turned by a negator of its own, nor turns what follows', () => {
    const scored = scoredWith('no worries mate', { phrase: 'no worries', weight: -1 })
    expect(partsOf(scored)).toMatchObject([{ weight: -1, why: 'a phrase of this brand' }])
    const turned = scoredWith('zero lovely', { phrase: 'zero', weight: 0 }).contributions
    expect(turned.find((one) => one.text === 'lovely')?.why).toBe('a good word')
  })

  it('stands by itself beside a cue', () => {
    const text = 'still waiting for my Crash refund and no sick answer'
    const scored = scoredWith(text, { phrase: 'sick', weight: -2 }, { phrase: 'crash', weight: 1 })
    expect(partsOf(scored).map((one) => one.text)).toEqual(['Crash', 'sick'])
    expectSum(scored)
  })

  it.each([
    ['es', 'El servicio del hotel es brutal y la comida mala', 'brutal'],
    ['fr', 'Le service est nul et c’est une arnaque', 'arnaque'],
    ['de', 'Die Bedienung war schlecht und das Essen war krank', 'schlecht'],
    ['pt', 'O atendimento é péssimo e ninguém responde', 'péssimo'],
    ['it', 'Il servizio è pessimo e nessuno risponde', 'pessimo'],
  ])('counts in %s, too', (language, text, phrase) => {
    const scored = scoredWith(text, { phrase, weight: -3 })
    expect(scored).toMatchObject({ language, supported: true })
    expect(partsOf(scored)).toMatchObject([{ weight: -3 }])
    expect(scored.score).toBeGreaterThan(scorer.score(text).score ?? 1)
    expectSum(scored)
  })

  it('is turned in other languages, too', () => {
    const scored = scoredWith('Das war wirklich nicht krass und auch nicht schön', {
      phrase: 'krass',
      weight: -2,
    })
    expect(partsOf(scored)).toMatchObject([{ weight: 1.2 }])
  })

  it('leaves a text unscored that the scorer cannot judge', () => {
    const text = 'Het eten was koud en de bediening niet vriendelijk'
    expect(scoredWith(text, { phrase: 'koud', weight: 3 })).toEqual(scorer.score(text))
    expect(scoredWith('@sick', { phrase: '@sick', weight: 3 }).supported).toBe(false)
  })

  it('does not silence danger; other reasons to hurry only where they are a name', () => {
    const kinds = (scored: Scored) => scored.urgency.map(({ id }) => id)
    const text = 'My charger caught fire and I want a refund'
    expect(
      kinds(scoredWith(text, { phrase: 'caught fire', weight: 0 }, { phrase: 'refund', weight: 0 })),
    ).toEqual(['safety'])
    expect(kinds(scoredWith(text, { phrase: 'refund', weight: -1 }))).toEqual(['safety', 'money'])
  })
})

describe('any text with any words', () => {
  const word = fc.constantFrom(
    'bad', 'not', 'so', 'sick', 'Crash', 'crash', 'refund', 'still waiting', '#fail', '@acme', '🔥', ':)', 'café', 'don’t', 'waiting', '.', '\n', 'is down', '12:30', 'schlecht', 'nicht', 'no',
  ) // prettier-ignore
  const entry = fc.record({
    phrase: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    weight: fc.double({ min: -5, max: 5, noNaN: true }),
  })

  it('has parts that sum to the log-odds, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.array(entry, { maxLength: 8 }), (parts, words) => {
        const text = parts.join(' ')
        const scored = scoredWith(text, ...words)
        let last = 0
        for (const one of scored.contributions) {
          expect(one.start).toBeGreaterThanOrEqual(last)
          expect(text.slice(one.start, one.end)).toBe(one.text)
          expect(one.text).not.toContain('\n')
          last = one.end
        }
        if (scored.supported) expectSum(scored)
        const { pNegative, label, score } = scored
        const lexicon = compileBrandLexicon(words)
        expect(scorer.score(text, { lexicon, explain: false })).toMatchObject({ pNegative, label, score })
      }),
      { numRuns: 1500 },
    )
  })

  it('gets the same answer as without words, where none of them stands in it', () => {
    const lexicon = compileBrandLexicon([
      { phrase: 'zzyzx road', weight: 5 },
      { phrase: '=Qwxyz', weight: -5 },
    ])
    for (const { text } of readOwnTexts().texts.slice(0, 400))
      expect(JSON.stringify(scorer.score(text, { lexicon }))).toBe(JSON.stringify(scorer.score(text)))
  })
})

it('takes one word more without compiling all again', () => {
  const known = compileBrandLexicon([
    { phrase: 'so sick', weight: 1 },
    { phrase: 'crash', weight: 2 },
  ])
  const parts = (text: string, word: BrandWord) =>
    partsOf(scorer.score(text, { lexicon: withBrandWord(known, word) })).map((one) => [one.text, one.weight])
  const text = 'that crash was so sick and sick'
  expect(parts(text, { phrase: 'sick', weight: -2 })).toEqual([
    ['crash', 2],
    ['so sick', 1],
    ['sick', -2],
  ])
  expect(parts(text, { phrase: 'was so sick', weight: -3 })).toEqual([
    ['crash', 2],
    ['was so sick', -3],
  ])
  expect(parts(text, { phrase: 'Crash', weight: -1 })).toContainEqual(['crash', -1])
})

it('takes time by the text, not by how many words there are', () => {
  const lexiconOf = (count: number) =>
    compileBrandLexicon(
      Array.from({ length: count }, (_, at) => ({
        phrase: at % 2 ? `word${at} of phrase` : `a a a ${at}`,
        weight: 1,
      })),
    )
  const text = 'a word1 of phrase that is bad '.repeat(40_000)
  const fastest = (count: number) => {
    const lexicon = lexiconOf(count)
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now()
      expect(scorer.score(text, { lexicon }).supported).toBe(true)
      return performance.now() - start
    })
    return Math.min(...times)
  }
  expect(fastest(20_000)).toBeLessThan(5 * fastest(10) + 20)
})

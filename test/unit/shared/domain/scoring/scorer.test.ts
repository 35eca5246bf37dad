import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileBrandLexicon } from '../../../../../shared/domain/scoring/brand-lexicon.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import type { Scored } from '../../../../../shared/domain/scoring/scorer.ts'
import { readOwnTexts } from '../../../../../shared/domain/scoring/training/labelled-text.ts'

const scorer = createScorer()
const score = (text: string) => scorer.score(text)

/** The log-odds that the parts add up to, and those of the probability. */
function bothLogOdds({ contributions, constant, pNegative }: Scored): [number, number] {
  const p = pNegative ?? Number.NaN
  return [contributions.reduce((sum, one) => sum + one.weight, constant.weight), Math.log(p / (1 - p))]
}

function expectSound(text: string, scored: Scored): void {
  let last = 0
  for (const one of scored.contributions) {
    expect(one.start).toBeGreaterThanOrEqual(last)
    expect(one.end).toBeGreaterThan(one.start)
    expect(text.slice(one.start, one.end)).toBe(one.text)
    expect(one.why).not.toBe('')
    last = one.end
  }
  for (const one of [...scored.cues, ...scored.urgency]) {
    expect(one.end).toBeGreaterThan(one.start)
    expect(one.end).toBeLessThanOrEqual(text.length)
  }
  for (const one of scored.urgency) expect(text.slice(one.start, one.end)).toBe(one.text)
  if (!scored.supported) {
    expect(scored).toMatchObject({ pNegative: null, label: null, score: null, contributions: [] })
    return
  }
  expect(scored.pNegative).toBeGreaterThanOrEqual(0)
  expect(scored.pNegative).toBeLessThanOrEqual(1)
  expect(Math.abs(scored.score ?? 9)).toBeLessThanOrEqual(1)
  const [summed, said] = bothLogOdds(scored)
  if (Math.abs(summed) < 20) expect(said).toBeCloseTo(summed, 4)
}

describe('what it says about a text', () => {
  it.each([
    'fed up with support',
    'refund please, order never arrived',
    'app crashes every time',
    'thanks for nothing',
    'not very good',
    'Still no reply',
    'my parcel is lost and nobody answers',
    '@novatelcare is there a reason I have been on the phone for 52 minutes?',
    'The worst airline, terrible service and a rude crew.',
    '@northrail third day without an answer',
    'Hi, I wrote to you twice about case 4471 and have not had a reply. Thanks in advance.',
    '😡😡😡',
    'Terrible!',
  ])('calls a complaint negative: %s', (text) => {
    expect(score(text).label).toBe('negative')
  })

  it.each([
    'I love this airline, the crew was wonderful.',
    'Not bad at all, crew was great',
    'thanks for the quick reply!',
    'never had a problem in ten years, great app',
  ])('calls praise positive: %s', (text) => {
    expect(score(text).label).toBe('positive')
  })

  it.each([
    'The train leaves at nine from the second platform.',
    'does the app support dark mode?',
    '@lumoair how early should I be at the gate?',
    'They have shops in Leeds and York',
    'Is there an outage map?',
    'What are your opening hours?',
    '@telco is there an outage in Leeds?',
    'We are hiring a support engineer in Leeds',
    'Could you please tell me when the shop opens? Thanks in advance.',
  ])('leaves a fact or a question neutral: %s', (text) => {
    expect(score(text).label).toBe('neutral')
  })

  it('says the same again, also after other texts', () => {
    const first = score('Your driver threw the parcel over the fence!!')
    score('something else entirely, wonderful')
    expect(score('Your driver threw the parcel over the fence!!')).toEqual(first)
    expect(createScorer().score('Your driver threw the parcel over the fence!!')).toEqual(first)
  })

  it('says the same of each text in whatever order they come', () => {
    const texts = readOwnTexts().texts.map(({ text }) => text)
    const inOrder = texts.map(score)
    const backwards = texts.toReversed().map(score).toReversed()
    expect(backwards).toEqual(inOrder)
  })

  it('says the same without explaining', () => {
    for (const { text } of readOwnTexts().texts.slice(0, 300)) {
      const { pNegative, label, score: value } = scorer.score(text, { explain: false })
      expect(scorer.score(text)).toMatchObject({ pNegative, label, score: value })
    }
  })
})

describe('the parts of a score', () => {
  it('sum to the log-odds on all of the project’s own texts', () => {
    const { texts } = readOwnTexts()
    expect(texts.length).toBeGreaterThan(2500)
    let scored = 0
    for (const { text } of texts) {
      const result = score(text)
      expectSound(text, result)
      if (result.supported) scored++
    }
    expect(scored / texts.length).toBeGreaterThan(0.97)
  })

  it('sum to the log-odds also where a text is as sure as can be', () => {
    const lexicon = compileBrandLexicon([{ phrase: 'Crash', weight: -5 }])
    const praise = `Merci Brightwire, c'est vraiment super ${'❤️'.repeat(800)}`
    const sums = [
      scorer.score('Crash '.repeat(3000), { language: 'en', lexicon }),
      scorer.score(`The train was late. ${'Crash '.repeat(50)}`, { lexicon }),
      score(praise),
      score('schrecklich '.repeat(1500)),
    ].map((scored) => {
      const [summed, said] = bothLogOdds(scored)
      expect(said).toBeCloseTo(summed, 6)
      return summed
    })
    for (const sum of sums) expect(Math.abs(sum)).toBeLessThanOrEqual(15.000001)
    expect(sums[1]).toBeCloseTo(-15, 6)
    expect(sums[2]).toBeCloseTo(-15, 6)
  })

  it('are few enough to read, however many words a text has', () => {
    for (const text of [
      'merci beaucoup, très mauvais. '.repeat(600),
      'terrible, great, awful! '.repeat(800),
    ]) {
      const scored = score(text)
      expect(scored.supported).toBe(true)
      expect(scored.contributions.length).toBeLessThanOrEqual(60)
    }
  })

  it('never end within a character, not even where reading ends', () => {
    for (const before of [19_998, 19_999, 20_000]) {
      const text = `${'this is bad. '.repeat(2000).slice(0, before)}😡😡 and more`
      const { contributions, cues, urgency } = score(text)
      for (const { start, end } of [...contributions, ...cues, ...urgency])
        expect(text.slice(start, end).isWellFormed()).toBe(true)
    }
  })

  it('name the cue', () => {
    const parts = score('I have been waiting for an hour').contributions
    expect(parts.find((one) => one.text === 'for an hour')).toMatchObject({ why: 'waiting' })
  })

  it('say that a good word is turned by a negator before it', () => {
    const parts = score('It was never really lovely').contributions
    expect(parts.find((one) => one.text === 'lovely')?.why).toBe('a good word, turned by a word before it')
  })

  it('never reach over the end of a line, such as that between a title and its text', () => {
    for (const { text } of readOwnTexts().texts.slice(0, 500)) {
      const lines = text.replaceAll(' ', '\n')
      const { contributions, cues, urgency } = score(lines)
      for (const { start, end } of [...contributions, ...cues, ...urgency])
        expect(lines.slice(start, end)).not.toContain('\n')
    }
  })

  it('point at the whole cue', () => {
    const text = 'Still waiting. I want my money back by tomorrow, or I call my lawyer.'
    const { cues, urgency } = score(text)
    expect(cues.map(({ id, start, end }) => [id, text.slice(start, end)])).toContainEqual([
      'money',
      'money back',
    ])
    expect(urgency.map(({ id, text }) => [id, text])).toEqual(
      expect.arrayContaining([
        ['money', 'want my money back'],
        ['deadline', 'back by tomorrow'],
        ['legal', 'call my lawyer'],
      ]),
    )
  })

  it('count in code units behind emoji, letters that grow in lower case, and right-to-left text', () => {
    for (const before of ['👩‍💻 ', 'İİİ ', 'שלום ', '\u202eabc\u202c ', 'e\u0301 ', '\u0000 ']) {
      const text = `${before}the service is terrible and the staff was rude`
      expect(score(text).contributions.map((one) => one.text)).toContain('terrible')
    }
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    'bad', 'GOOD', 'not', 'don’t', 'so', 'still waiting', 'refund', '😡', '👩‍💻', '❤️', '-', "'", ' ', ' ', ' ', '\n', 'ﬁne', 'İ',
    '"', '\u0000', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞a͎͇l', 'שלום', 'مرحبا', '最悪', '<br>', '<p class="x">', '&amp;', '&#39;', 'https://x.example/a?b', '@somebody',
    '#fail', ':-(', ':)', '\u202e', '\ud83d', '????', 'sooooo', '12:30', 'für', 'qué', 'c’est', '<', '&', '@', '#', ':',
  ) // prettier-ignore

  it('gets a sound answer or none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 }),
        (parts) => {
          const text = parts.join('')
          expectSound(text, score(text))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['an address', 'https://example.org/a'],
    ['handles', '@one @two @three@example.org'],
    ['NUL', '\u0000\u0000'],
    ['signs', '?!.,;:'],
  ])('says nothing about %s', (_, text) => {
    expect(score(text)).toMatchObject({ supported: false, label: null, language: null })
  })

  it('hears through what is left of HTML', () => {
    const { pNegative, contributions } = score('<p>The&nbsp;app is <b class="x">broken</b> &amp; slow</p>')
    expect(pNegative).toBeGreaterThan(0.5)
    expect(contributions.map((one) => one.text)).not.toContain('class')
  })

  it.each([
    ['words', 'good bad '],
    ['one endless word', 'a'],
    ['emoji', '😡'],
    ['NUL', '\u0000'],
    ['right-to-left marks', '\u202e\u05d0'],
    ['zalgo', 'a\u0351\u036b\u0343 '],
    ['open tags', '<a'],
    ['cues', 'still waiting on hold for 3 hours '],
    ['reasons to hurry', 'i need my money back by tomorrow '],
    ['words that may begin a reason', 'is the can you my no '],
    ['handles', '@a'],
    ['ampersands', '&'],
  ])('takes little time for a megabyte of %s', (_, part) => {
    const text = part.repeat(Math.ceil(1_000_000 / part.length))
    const start = performance.now()
    expectSound(text, score(text))
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('languages', () => {
  it.each([
    ['もう最悪、二度と使わない', 'ja'],
    ['Обслуживание ужасное, никогда больше', 'ru'],
    ['خدمة سيئة جدا ولن أعود مرة أخرى', 'ar'],
    ['Het eten was koud en de bediening niet vriendelijk', 'nl'],
  ])('does not score %s', (text, language) => {
    expect(score(text)).toMatchObject({ supported: false, pNegative: null, label: null, language })
  })

  it.each([
    ['Die Bedienung war schlecht und das Essen ist kalt', 'de'],
    ['Le service est vraiment nul et je suis très déçue', 'fr'],
    ['El servicio es pésimo y nadie contesta, qué vergüenza', 'es'],
    ['O atendimento é péssimo e ninguém responde', 'pt'],
    ['Il servizio è pessimo e nessuno risponde, che vergogna', 'it'],
  ])('scores %s', (text, language) => {
    const scored = score(text)
    expectSound(text, scored)
    expect(scored).toMatchObject({ supported: true, label: 'negative', language })
  })

  it.each([
    'Der Zug fährt um neun Uhr vom zweiten Gleis ab',
    'El tren sale a las nueve del segundo andén',
    'Le train part à neuf heures du deuxième quai',
  ])('leaves a fact neutral: %s', (text) => {
    expect(score(text)).toMatchObject({ supported: true, label: 'neutral', score: 0 })
  })

  it('turns a German word after a negator', () => {
    expect(score('Das war wirklich nicht gut und auch nicht schön').score).toBeLessThan(
      score('Das war wirklich gut und auch schön').score ?? -1,
    )
  })

  it('believes a hint only where the text itself does not speak', () => {
    expect(scorer.score('Ok danke', { language: 'de' }).language).toBe('de')
    expect(scorer.score('This is terrible and you know it', { language: 'de' }).language).toBe('en')
    expect(scorer.score('Das ist nicht gut und auch kalt', { language: 'en-GB' }).language).toBe('de')
  })

  it('still scores English with foreign names', () => {
    expect(score('Flight from Los Angeles to El Paso was terrible').label).toBe('negative')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contributionText,
  countingWords,
  segmentsOf,
  strengthOf,
  inText,
} from '../../../../client/features/mentions/marks.ts'
import type { Contribution, ShownUrgency } from '../../../../shared/contract/sentiment.ts'

const word = (start: number, end: number, weight = 3): Contribution => ({
  field: 'text',
  start,
  end,
  text: 'word',
  weight,
  why: '',
})

describe('marked words', () => {
  it('cut the text at every edge, where a scored word and a query overlap too', () => {
    const segments = segmentsOf('broken acme thing', 'text', {
      contributions: [word(0, 6)],
      urgency: [],
      matches: [{ field: 'text', start: 3, end: 11 }],
    })
    expect(segments.map(({ text, contribution, matched }) => [text, contribution !== null, matched])).toEqual(
      [
        ['bro', true, false],
        ['ken', true, true],
        [' acme', false, true],
        [' thing', false, false],
      ],
    )
  })

  it('leave marks of another field, and marks outside an edited text, out', () => {
    const segments = segmentsOf('short', 'text', {
      contributions: [word(2, 40), { ...word(0, 2), field: 'title' }],
      urgency: [],
      matches: [],
    })
    expect(segments).toEqual([
      { text: 'short', contribution: null, begins: false, hurry: null, matched: false },
    ])
  })

  it('are only those that count', () => {
    const segments = segmentsOf('broken and late', 'text', {
      contributions: [word(0, 6, 3), word(7, 10, -0.3), word(11, 15, 1)],
      urgency: [],
      matches: [],
    })
    expect(segments.flatMap(({ text, contribution }) => (contribution === null ? [] : [text]))).toEqual([
      'broken',
      'late',
    ])
  })

  it('are none where no word says much, and none of them is strong', () => {
    const weak = [word(0, 6, 0.3), word(7, 10, 0.1)]
    expect(countingWords(weak)).toEqual([weak[0]])
    expect(strengthOf(weak[0]!, weak)).toBe(1)
  })

  it('stand in the text where the title that repeats its beginning is not shown', () => {
    const title: Contribution = { ...word(0, 6, 2), field: 'title' }
    const both = inText(
      [title, word(0, 6), { ...title, start: 7, end: 11 }],
      'broken lamp…',
      'broken lamp again',
    )
    expect(both.map(({ field, start, weight }) => [field, start, weight])).toEqual([
      ['text', 0, 3],
      ['text', 7, 2],
    ])
    expect(inText([title], 'Broken', 'broken')).toEqual([])
    // Behind the stars of a review, which keep what was found in them.
    const stars = { ...title, start: 0, end: 2 }
    const behind = { ...title, start: 3, end: 9 }
    expect(inText([behind, stars], '★☆ broken', 'broken thing', 3)).toEqual([
      stars,
      { ...behind, field: 'text', start: 0, end: 6 },
    ])
  })

  it('of reasons to hurry that overlap have one roof, and each is told where it begins', () => {
    const because = (start: number, end: number, kind: ShownUrgency['kind']): ShownUrgency => ({
      field: 'text',
      start,
      end,
      kind,
      text: '',
      why: kind,
    })
    const segments = segmentsOf('no internet since Sunday', 'text', {
      contributions: [],
      urgency: [because(0, 11, 'outage'), because(3, 24, 'waitingTime')],
      matches: [],
    })
    expect(segments.map(({ text, hurry }) => [text, hurry?.reasons.map(({ why }) => why)])).toEqual([
      ['no ', ['outage']],
      ['internet', ['waitingTime']],
      [' since Sunday', []],
    ])
    expect(segments.map(({ hurry }) => [hurry?.first, hurry?.last])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ])
  })

  it('never lose or repeat a character', () => {
    const span = fc.tuple(fc.nat(30), fc.nat(30))
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(span), fc.array(span), (text, scored, found) => {
        const segments = segmentsOf(text, 'text', {
          contributions: scored.map(([start, end]) => word(start, end)),
          urgency: [],
          matches: found.map(([start, end]) => ({ field: 'text' as const, start, end })),
        })
        expect(segments.map((segment) => segment.text).join('')).toBe(text)
      }),
    )
  })

  it('say the weight beside the strongest word of the text', () => {
    const words = [word(0, 1, 4), word(2, 3, 2), word(4, 5, -1)]
    expect(words.map((each) => strengthOf(each, words))).toEqual([3, 2, 1])
    expect(contributionText(word(0, 1, 4), 3)).toBe('“word” makes it strongly more negative')
    expect(contributionText({ ...word(0, 1, -1), why: 'praise' }, 1)).toBe(
      '“word” makes it a little more positive (praise)',
    )
  })
})

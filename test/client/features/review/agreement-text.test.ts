import { describe, expect, it } from 'vitest'
import {
  agreementText,
  calibrationText,
  mistakeText,
  shareText,
  weeksText,
} from '../../../../client/features/review/agreement-text.ts'

describe('agreement', () => {
  it('is told in per cent only where there are enough labels', () => {
    expect(agreementText({ labelled: 0, agreed: 0 })).toBe('Your team has not labelled a mention yet.')
    expect(agreementText({ labelled: 7, agreed: 3 })).toMatch(/agree in 3 of 7 labels so far\./)
    expect(agreementText({ labelled: 1430, agreed: 1200 })).toMatch(/agree in 84 % of 1,430 labels\./)
    expect(shareText({ labelled: 0, agreed: 0 })).toBe('–')
  })

  it('is told week by week to who cannot see its bars, without weeks that nobody labelled in', () => {
    const weeks = [
      { start: '2026-08-03T00:00:00.000Z', labelled: 50, agreed: 42 },
      { start: '2026-08-10T00:00:00.000Z', labelled: 0, agreed: 0 },
      { start: '2026-08-17T00:00:00.000Z', labelled: 4, agreed: 3 },
    ]
    expect(weeksText(weeks)).toBe('week of 3 Aug 84 %, week of 17 Aug 3 of 4')
  })

  it('names the most frequent mistake, and does not take “not scored” for one', () => {
    const rows = [
      { scored: 'negative', negative: 90, neutral: 5, positive: 1 },
      { scored: 'neutral', negative: 14, neutral: 60, positive: 2 },
      { scored: 'unscored', negative: 40, neutral: 0, positive: 0 },
    ] as const
    expect(mistakeText(rows)).toBe(
      'The most frequent mistake: Earshot says neutral, your team negative (14 times).',
    )
    expect(mistakeText([rows[0], rows[2]])).toMatch(/^The most frequent mistake: .* neutral \(5 times\)\.$/)
    expect(mistakeText([{ ...rows[0], positive: 0 }])).toMatch(
      /^The only kind of mistake: .* neutral \(5 times\)\.$/,
    )
    expect(mistakeText([{ scored: 'negative', negative: 9, neutral: 0, positive: 0 }])).toBe(
      'Your team has never said otherwise than Earshot.',
    )
  })

  it('calls no mistake the most frequent where another is as frequent', () => {
    expect(
      mistakeText([
        { scored: 'negative', negative: 9, neutral: 1, positive: 0 },
        { scored: 'neutral', negative: 1, neutral: 4, positive: 1 },
      ]),
    ).toBe('Your team has said otherwise than Earshot 3 times; no one kind of mistake is the most frequent.')
  })
})

describe('calibration', () => {
  it('says how many labels are needed, what they brought, or that they would not help', () => {
    expect(calibrationText({ calibration: null, corrections: 182, needed: 200 })).toBe(
      '182 labels so far: from 200 on, likelihoods are shown in per cent. Until then they are shown in words.',
    )
    const calibration = {
      slope: 1,
      offset: 0,
      corrections: 240,
      errorBefore: 0.06,
      errorAfter: 0.021,
      fittedAt: '2026-03-10T12:00:00.000Z',
    }
    expect(calibrationText({ calibration, corrections: 250, needed: 200 })).toBe(
      'Percentages are calibrated by 240 labels of your team: their mean error went from 6 to 2.1 points.',
    )
    expect(calibrationText({ calibration: null, corrections: 400, needed: 200 })).toMatch(/would not make/)
  })
})

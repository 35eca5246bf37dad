import { describe, expect, it } from 'vitest'
import { thresholdPicture } from '../../../../../shared/contract/trust.ts'
import { bandOf, stepCount, stepOf, thresholdOf } from '../../../../../shared/domain/thresholds/bands.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import publicTexts from '../../../../../shared/domain/thresholds/public-texts.json' with { type: 'json' }
import { drawPicture, type Step } from '../../../../../shared/domain/thresholds/draw-picture.ts'

const nothing = { corrections: 0, sampled: 0, known: 0, negative: 0, fairlyKnown: 0, fairlyNegative: 0 }
const step = (score: number, mentions: number, more: Partial<Step> = {}): Step => ({
  ...nothing,
  step: stepOf(score),
  mentions,
  ...more,
})
const at = (picture: ReturnType<typeof drawPicture>, threshold: number) =>
  picture.points.find((point) => point.threshold === threshold)!

describe('steps', () => {
  it('are the thresholds from −1 to 1, a twentieth apart', () => {
    const thresholds = Array.from({ length: stepCount }, (_, index) => thresholdOf(index))
    expect(thresholds).toHaveLength(41)
    expect([thresholds[0], thresholds[1], thresholds[20], thresholds[40]]).toEqual([-1, -0.95, 0, 1])
  })

  it('take a score in from the threshold on that it is at or below', () => {
    for (const [score, threshold] of [
      [-1, -1],
      [-0.999, -0.95],
      [-0.1, -0.1],
      [Math.fround(-0.1), -0.1],
      [-0.0999, -0.05],
      [0, 0],
      [0.001, 0.05],
      [1, 1],
    ] as const)
      expect(thresholdOf(stepOf(score)), String(score)).toBe(threshold)
  })

  it('lie two in each band of a tenth, and that of what is neither negative nor positive in its own', () => {
    expect([0, 1, 2, 3, 18, 19, 20, 21, 22, 23, 40].map(bandOf)).toEqual([
      0, 0, 0, 1, 8, 9, 10, 11, 11, 12, 20,
    ])
  })
})

describe('the picture', () => {
  it('is that of public texts where nothing was heard yet', () => {
    const picture = drawPicture([], 0)
    expect(picture).toMatchObject({ days: 1, mentions: 0, corrections: 0, sampled: 0, fromPublic: 1 })
    thresholdPicture.parse({ brandId: 1, ...picture })
    expect(at(picture, -1)).toEqual({ threshold: -1, perDay: 0, precision: null, recall: 0 })
    expect(at(picture, -0.5).precision).toBeGreaterThan(0.6)
    expect(at(picture, 1).recall).toBeCloseTo(1, 10)
  })

  it('counts what each threshold would queue in a day', () => {
    const picture = drawPicture([step(-0.8, 30), step(-0.12, 60), step(0, 300)], 15)
    expect([-0.85, -0.8, -0.15, -0.1, -0.05, 0, 1].map((t) => at(picture, t).perDay)).toEqual([
      0, 2, 2, 6, 6, 26, 26,
    ])
  })

  it('finds more and is right less often, the more is queued', () => {
    const picture = drawPicture(
      Array.from({ length: 40 }, (_, index) => step(-0.975 + index / 20, 10 + index)),
      30,
    )
    const recalls = picture.points.map(({ recall }) => recall!)
    expect(recalls).toEqual(recalls.toSorted((a, b) => a - b))
    expect(at(picture, -0.5).precision).toBeGreaterThan(at(picture, 0.5).precision!)
    expect(picture.fromPublic).toBe(1)
  })

  it('takes what staff have shown as it is, once all is known', () => {
    const known = (score: number, mentions: number, negative: number) =>
      step(score, mentions, {
        corrections: mentions,
        known: mentions,
        negative,
        fairlyKnown: mentions,
        fairlyNegative: negative,
      })
    const picture = drawPicture([known(-0.8, 40, 30), known(0.3, 100, 10)], 10)
    expect(picture).toMatchObject({ corrections: 140, fromPublic: 0 })
    expect(at(picture, -0.5)).toEqual({ threshold: -0.5, perDay: 4, precision: 0.75, recall: 0.75 })
    expect(at(picture, 1)).toMatchObject({ precision: 40 / 140, recall: 1 })
  })

  it('lets labels by lot outweigh public texts as they come in', () => {
    const sampled = (labels: number) =>
      drawPicture(
        [
          step(0.3, 1000, {
            corrections: labels,
            sampled: labels,
            known: labels,
            negative: labels / 2,
            fairlyKnown: labels,
            fairlyNegative: labels / 2,
          }),
        ],
        10,
      )
    const none = sampled(0)
    const some = sampled(10)
    const many = sampled(90)
    expect(none.fromPublic).toBe(1)
    expect(some.fromPublic).toBeCloseTo(0.495, 6)
    expect(many.fromPublic).toBeCloseTo(0.091, 6)
    expect(at(none, 1).precision).toBeLessThan(0.15)
    expect(at(some, 1).precision).toBeGreaterThan(0.2)
    expect(at(many, 1).precision).toBeGreaterThan(0.4)
    expect(many).toMatchObject({ corrections: 90, sampled: 90 })
  })

  it('does not let corrections of what was wrong speak for what nobody looked at', () => {
    const corrected = step(0.3, 1000, { corrections: 50, known: 50, negative: 50 })
    const { precision } = at(drawPicture([corrected], 10), 1)
    const before = at(drawPicture([step(0.3, 1000)], 10), 1).precision!
    expect(precision).toBeCloseTo(0.05 + 0.95 * before, 10)
  })
})

it('public texts were scored by the scorer that ships, and are the more negative the lower their score', () => {
  expect(publicTexts.modelVersion).toBe(createScorer().modelVersion)
  const thirds = [0, 7, 14].map((from) => {
    const bands = publicTexts.bands.slice(from, from + 7)
    const sum = (of: 'texts' | 'negative') => bands.reduce((total, band) => total + band[of], 0)
    return sum('negative') / sum('texts')
  })
  expect(thirds).toEqual(thirds.toSorted((a, b) => b - a))
  expect(thirds[0]).toBeGreaterThan(0.5)
  expect(thirds[2]).toBeLessThan(0.1)
})

import { describe, expect, it } from 'vitest'
import {
  dayFigure,
  meaningText,
  originText,
  pointAt,
} from '../../../../client/features/brands/threshold-text.ts'

const point = { threshold: -0.1, perDay: 12.3, precision: 0.81, recall: 0.9 }

describe('what a threshold means', () => {
  it('is one sentence of volume, precision and recall, without false exactness', () => {
    expect(meaningText(-0.1, point)).toBe(
      'At −0.10 about 12 mentions a day enter the queue; of these about 8 in 10 are complaints; about 9 in 10 of the complaints are caught.',
    )
  })

  it('counts by the week what is less than one a day, and says when nothing enters', () => {
    const few = { ...point, perDay: 0.3 }
    expect(meaningText(-0.9, few)).toMatch(/^At −0.90 about 2 mentions a week enter the queue;/)
    expect(meaningText(-1, { ...point, perDay: 0, recall: 0 })).toBe(
      'At −1.00 no mention would have entered the queue; none of the complaints is caught.',
    )
  })

  it('leaves out what is not known', () => {
    expect(meaningText(0, { ...point, perDay: 1, precision: null, recall: null })).toBe(
      'At 0.00 about 1 mention a day enters the queue.',
    )
  })

  it('is that of the nearest point', () => {
    const points = [-1, -0.5, 0, 0.5, 1].map((threshold) => ({ ...point, threshold }))
    expect(pointAt(points, -0.3)?.threshold).toBe(-0.5)
    expect(pointAt(points, 1)?.threshold).toBe(1)
    expect(pointAt([], 0)).toBeUndefined()
  })

  it('has figures that fit their size', () => {
    expect([0, 0.44, 3, 9.96, 12.4, 1234.5].map(dayFigure)).toEqual(['0', '0.4', '3', '10', '12', '1,235'])
  })
})

describe('where the figures are from', () => {
  const picture = { days: 30, mentions: 1240, corrections: 143, sampled: 40, fromPublic: 0.4 }

  it('is said with the numbers of labels and mentions', () => {
    expect(originText(picture)).toBe(
      'A day is the mean of 1,240 mentions published in the last 30 days, without what repeats a story, is not scored, is by one of yours or was set aside. Which of them are complaints is estimated from 143 labels of your team; the rest of it from public texts.',
    )
  })

  it('owns up to public texts alone, and to having heard nothing', () => {
    expect(originText({ ...picture, corrections: 0, fromPublic: 1 })).toContain(
      'estimated from public texts: your team has not labelled any yet',
    )
    expect(originText({ ...picture, corrections: 4, fromPublic: 1 })).toContain(
      '4 labels of your team are too few yet',
    )
    expect(originText({ ...picture, fromPublic: 0 })).toContain('is known from 143 labels of your team.')
    expect(originText({ ...picture, mentions: 0 })).toMatch(/^None that counts here was published/)
  })
})

import { describe, expect, it } from 'vitest'
import {
  compareCounts,
  compareNet,
  compareWaits,
  waitText,
} from '../../../../client/features/trends/compare.ts'
import { sums } from './sums.ts'

const before = 'the 7 days before'

describe('sentences that compare with the period before', () => {
  it('gives the change in per cent when it is clearer than chance', () => {
    expect(compareCounts(169, 120, before)).toEqual({
      direction: 'up',
      sentence: '41 % more than in the 7 days before',
      was: '120',
    })
    expect(compareCounts(1200, 1500, before)).toMatchObject({
      sentence: '20 % fewer than in the 7 days before',
      was: '1,500',
    })
    expect(compareCounts(96, 30, before).sentence).toBe('3.2 times as many as in the 7 days before')
  })

  it('does not call chance a change', () => {
    expect(compareCounts(110, 100, before)).toEqual({
      direction: 'same',
      sentence: 'About as many as in the 7 days before',
      was: '100',
    })
    expect(compareCounts(10_300, 10_000, before).direction).toBe('up')
  })

  it('refuses to compare a handful, and never divides by nothing', () => {
    expect(compareCounts(6, 2, before).sentence).toBe('Too few to compare with the 7 days before')
    expect(compareCounts(0, 0, before).sentence).toBe('None in the 7 days before either')
    expect(compareCounts(1208, 1, before)).toMatchObject({
      direction: 'up',
      sentence: 'Far more than in the 7 days before',
      was: '1',
    })
    expect(compareCounts(50, 0, before).sentence).toBe('There were none in the 7 days before')
  })

  it('compares net sentiment with its own uncertainty', () => {
    const calm = sums({ negative: 20, neutral: 100, positive: 30 })
    const angry = sums({ negative: 60, neutral: 80, positive: 10 })
    expect(compareNet(angry, calm, before)).toEqual({
      direction: 'down',
      sentence: 'Worse than in the 7 days before',
      was: '+0.07',
    })
    expect(compareNet(calm, angry, before).direction).toBe('up')
    expect(compareNet(sums({ negative: 21, neutral: 100, positive: 30 }), calm, before).direction).toBe(
      'same',
    )
    expect(compareNet(angry, sums({ unscored: 300 }), before).direction).toBe('none')
  })

  const seconds = (value: number) => `${value} s`
  const quick = { count: 40, waiting: 0, median: 600, medianAtMost: 600, p90: 1200 }
  const slow = { count: 40, waiting: 5, median: 900, medianAtMost: 950, p90: 5000 }

  it('says slower and faster of waits', () => {
    expect(compareWaits(slow, quick, before, seconds)).toEqual({
      direction: 'up',
      sentence: 'Slower than in the 7 days before',
      was: '600 s',
    })
    expect(compareWaits(quick, slow, before, seconds)).toMatchObject({ direction: 'down', was: '≥ 900 s' })
    expect(compareWaits({ ...quick, median: 620 }, quick, before, seconds).direction).toBe('same')
    expect(compareWaits({ ...quick, count: 3 }, quick, before, seconds).direction).toBe('none')
  })

  it('never calls it faster because people have not waited long yet', () => {
    const unanswered = { count: 104, waiting: 104, median: 43, medianAtMost: null, p90: 30_000 }
    expect(compareWaits(unanswered, slow, before, seconds)).toEqual({
      direction: 'none',
      sentence: 'Too many still wait to compare with the 7 days before',
      was: '≥ 900 s',
    })
    // Slower than a time that is over is certain all the same.
    expect(compareWaits({ ...unanswered, median: 700 }, quick, before, seconds).direction).toBe('up')
    expect(compareWaits(slow, { ...unanswered, median: 200 }, before, seconds).direction).toBe('none')
  })

  it('writes a median that can still grow as a lower bound', () => {
    expect(waitText(quick, seconds)).toBe('600 s')
    expect(waitText(slow, seconds)).toBe('≥ 900 s')
    expect(waitText({ ...slow, medianAtMost: null }, seconds)).toBe('≥ 900 s')
    expect(waitText({ count: 0, waiting: 0, median: null, medianAtMost: null, p90: null }, seconds)).toBe('–')
  })
})

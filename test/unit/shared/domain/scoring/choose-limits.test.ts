import { describe, expect, it } from 'vitest'
import { chooseLimits, type Tried } from '../../../../../shared/domain/scoring/training/choose-limits.ts'

/** A text of a label with these log-odds of negative and positive. */
const tried = (label: Tried['label'], negative: number, positive: number): Tried => ({
  label,
  odds: { negative, positive, neutral: 0 },
})

describe('the limits of labels', () => {
  it('stand in the middle between the texts that they part', () => {
    const set = [tried(-1, 1.6, -3), tried(0, -0.4, -1), tried(1, -3, 0.6), tried(0, -2, -1.4)]
    const { negative, positive } = chooseLimits([set])
    expect(negative).toBeCloseTo(0.6, 0)
    expect(positive).toBeCloseTo(-0.2, 0)
  })

  it('rather call a neutral text negative than the other way round', () => {
    const set = [tried(-1, 0, -3), tried(0, 0.5, -3), tried(1, -3, 2)]
    expect(chooseLimits([set]).negative).toBeLessThan(0)
  })

  it('count each set as much as the others, however large', () => {
    const small = [tried(-1, 0, -3), tried(0, -2, -3), tried(1, -3, 2)]
    const large = Array.from({ length: 50 }, () => tried(0, -2, -3))
    expect(chooseLimits([small, large])).toEqual(chooseLimits([small, large.slice(0, 1)]))
  })

  it('cannot be chosen without texts', () => {
    expect(() => chooseLimits([[]])).toThrow('No text is held out')
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plattFit, usualWorkspace, type Judgement } from '../../../../../shared/domain/scoring/platt.ts'
import { createRandom } from '../../../../../shared/domain/scoring/training/random.ts'

/** Judgements that follow slope × log-odds + offset. */
function judgements(count: number, slope: number, offset: number): Judgement[] {
  const random = createRandom(7)
  return Array.from({ length: count }, () => {
    const logOdds = random() * 8 - 4
    return { logOdds, isNegative: random() < 1 / (1 + Math.exp(-(slope * logOdds + offset))) }
  })
}

it('finds the slope and offset that people judge by', () => {
  const { slope, offset } = plattFit(judgements(20_000, 0.6, -1))
  expect(slope).toBeCloseTo(0.6, 1)
  expect(offset).toBeCloseTo(-1, 1)
})

it('changes nothing without judgements', () => {
  expect(plattFit([])).toEqual({ slope: 1, offset: 0 })
})

it('never turns the order around', () => {
  expect(plattFit(judgements(500, -1, 0)).slope).toBeGreaterThan(0)
})

it('stays finite whatever people say', () => {
  const judgement = fc.record({
    logOdds: fc.double({ min: -30, max: 30, noNaN: true }),
    isNegative: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(judgement, { maxLength: 60 }), (given) => {
      const { slope, offset } = plattFit(given)
      expect(Number.isFinite(slope) && Number.isFinite(offset)).toBe(true)
      expect(slope).toBeGreaterThan(0)
    }),
  )
})

it('stays near what is usual while few have judged, and leaves it when many have', () => {
  const few = plattFit(judgements(10, 0.6, -1), usualWorkspace)
  expect(few.slope).toBeGreaterThan(0.8)
  expect(Math.abs(few.offset)).toBeLessThan(0.8)
  const many = plattFit(judgements(20_000, 0.6, -1), usualWorkspace)
  expect(many.slope).toBeCloseTo(0.6, 1)
  expect(many.offset).toBeCloseTo(-1, 1)
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { priorityParts, reachFactor, severityFactors } from '../../../../../shared/contract/priority.ts'
import { priorityAt } from '../../../../../shared/domain/mentions/priority.ts'

const publishedAt = new Date('2030-06-01T12:00:00Z')
const plain = { publishedAt, severity: 0, potentialReach: null as number | null, answerWithinMinutes: 1440 }
const hourMs = 3_600_000
/** Hours of waiting that a mention begins with. */
const headStart = (of: Partial<typeof plain>) =>
  (publishedAt.getTime() - priorityAt({ ...plain, ...of }).getTime()) / hourMs
const owedHours = (of: Partial<typeof plain>) => priorityParts({ ...plain, ...of }).owedMinutes / 60

test('an ordinary mention is owed its answer within the brand’s time, a grave one eight times as fast', () => {
  expect([0, 1, 2, 3].map((severity) => owedHours({ severity }))).toEqual([24, 12, 6, 3])
  expect(owedHours({ answerWithinMinutes: 60 })).toBe(1)
})

test('who may read it counts: twice for a million and more, half for nobody, and unknown is neither', () => {
  expect(owedHours({ potentialReach: 0 })).toBe(48)
  expect(owedHours({ potentialReach: 99 })).toBe(24)
  expect(owedHours({ potentialReach: 99_999 })).toBeCloseTo(24 / 1.75, 6)
  expect(owedHours({ potentialReach: 2_000_000_000 })).toBe(12)
  expect(owedHours({ potentialReach: null })).toBe(24)
})

test('each doubling of severity, reach or pace is worth a day of waiting', () => {
  expect([0, 1, 2, 3].map((severity) => headStart({ severity }))).toEqual([0, 24, 48, 72])
  expect(headStart({ potentialReach: 0 })).toBe(-24)
  expect(headStart({ potentialReach: 2_000_000 })).toBe(24)
  expect(headStart({ answerWithinMinutes: 720 })).toBe(24)
  expect(headStart({ answerWithinMinutes: 2880, severity: 1 })).toBe(0)
})

test('waiting still wins in the end: after three days a mild one comes before a grave one that is new', () => {
  const daysBefore = (days: number) => new Date(publishedAt.getTime() - days * 24 * hourMs)
  const grave = priorityAt({ ...plain, severity: 3 }).getTime()
  expect(priorityAt({ ...plain, publishedAt: daysBefore(2.9) }).getTime()).toBeGreaterThan(grave)
  expect(priorityAt({ ...plain, publishedAt: daysBefore(3.1) }).getTime()).toBeLessThan(grave)
})

test('the order is that of the harm, at every moment', () => {
  const some = fc.record({
    publishedAt: fc.date({
      min: new Date('2030-05-01'),
      max: new Date('2030-06-01'),
      noInvalidDate: true,
    }),
    severity: fc.integer({ min: 0, max: 3 }),
    potentialReach: fc.option(fc.nat(3_000_000)),
    answerWithinMinutes: fc.integer({ min: 5, max: 43_200 }),
  })
  // Severity × reach ÷ SLA × what waiting does, as logarithms: late in time the harm itself has no number.
  const harm = ({ publishedAt: at, ...mention }: typeof plain, now: number) =>
    Math.log2(severityFactors[mention.severity]! * reachFactor(mention.potentialReach)) -
    Math.log2(mention.answerWithinMinutes / 1440) +
    (now - at.getTime()) / (24 * hourMs)
  fc.assert(
    fc.property(some, some, fc.nat(400), (a, b, days) => {
      const now = publishedAt.getTime() + days * 24 * hourMs
      const byHarm = harm(a, now) - harm(b, now)
      const byPlace = priorityAt(b).getTime() - priorityAt(a).getTime()
      // To the millisecond that places are rounded to.
      if (Math.abs(byHarm) > 1e-7) expect(Math.sign(byPlace)).toBe(Math.sign(byHarm))
    }),
  )
})

import { expect, test } from 'vitest'
import { priorityAt } from '../../../../../shared/domain/mentions/priority.ts'

const publishedAt = new Date('2030-06-01T12:00:00Z')
const plain = { publishedAt, severity: 0, potentialReach: null, answerWithinMinutes: 1440 }
const owedHours = (of: Partial<typeof plain> | { potentialReach: number }) =>
  (priorityAt({ ...plain, ...of }).getTime() - publishedAt.getTime()) / 3_600_000

test('an ordinary mention is owed its answer within the brand’s time, a grave one eight times as fast', () => {
  expect([0, 1, 2, 3].map((severity) => owedHours({ severity }))).toEqual([24, 12, 6, 3])
  expect(owedHours({ answerWithinMinutes: 60 })).toBe(1)
})

test('who may read it counts: twice for a million and more, half for nobody, and unknown is neither', () => {
  expect(owedHours({ potentialReach: 0 })).toBe(48)
  expect(owedHours({ potentialReach: 99 })).toBe(24)
  expect(owedHours({ potentialReach: 99_999 })).toBeCloseTo(24 / 1.75, 6)
  expect(owedHours({ potentialReach: 2_000_000_000 })).toBe(12)
  expect(owedHours({ potentialReach: null as never })).toBe(24)
})

test('waiting still wins in the end: a mild one that is old comes before a grave one that is new', () => {
  const dayBefore = new Date(publishedAt.getTime() - 22 * 3_600_000)
  const mildAndOld = priorityAt({ ...plain, publishedAt: dayBefore })
  expect(mildAndOld.getTime()).toBeLessThan(priorityAt({ ...plain, severity: 3 }).getTime())
  expect(mildAndOld.getTime()).toBeGreaterThan(
    priorityAt({ ...plain, publishedAt: dayBefore, severity: 3 }).getTime(),
  )
})

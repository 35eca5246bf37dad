import { expect, test } from 'vitest'
import { entersQueue, priorityAt, severityOf } from '../../../../../shared/domain/mentions/priority.ts'

const hours = (n: number) => n * 3_600_000
const now = new Date('2030-06-01T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)

test('severity grows with how bad it sounds; what cannot be scored counts as none', () => {
  expect([1, 0, -0.14, -0.15, -0.49, -0.5, -0.79, -0.8, -1, null].map(severityOf)).toEqual([
    0, 0, 0, 1, 1, 2, 2, 3, 3, 0,
  ])
})

test('a bad post is treated as if it had waited 12 hours longer, and waiting still wins in the end', () => {
  const mildAndOld = priorityAt(ago(hours(13)), 0)
  const badAndNew = priorityAt(now, 3)
  expect(priorityAt(now, 0)).toEqual(now)
  expect(badAndNew).toEqual(ago(hours(12)))
  expect(mildAndOld.getTime()).toBeLessThan(badAndNew.getTime())
  expect([0, 1, 2, 3].map((severity) => +now - +priorityAt(now, severity as 0))).toEqual(
    [0, 1, 4, 12].map(hours),
  )
})

test('the queue takes what is as negative as the brand asks and recent enough that somebody may still wait', () => {
  expect(entersQueue(-0.1, -0.1, now, now)).toBe(true)
  expect(entersQueue(-0.09, -0.1, now, now)).toBe(false)
  expect(entersQueue(null, 1, now, now)).toBe(false)
  expect(entersQueue(-1, -0.1, ago(hours(30 * 24)), now)).toBe(true)
  expect(entersQueue(-1, -0.1, ago(hours(30 * 24) + 1), now)).toBe(false)
})

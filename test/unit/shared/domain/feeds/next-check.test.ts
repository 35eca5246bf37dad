import { expect, test } from 'vitest'
import { secondsAfterFailure, secondsAfterSuccess } from '../../../../../shared/domain/feeds/next-check.ts'

const middle = 0.5

test('a feed may ask to be left alone for longer than the admin says, up to a day, and never for less', () => {
  expect(secondsAfterSuccess(300, null, middle)).toBe(300)
  expect(secondsAfterSuccess(300, 60, middle)).toBe(300)
  expect(secondsAfterSuccess(300, 3600, middle)).toBe(3600)
  expect(secondsAfterSuccess(300, 10_000_000, middle)).toBe(86_400)
})

test('failures wait twice as long each time, up to a day', () => {
  const waits = [1, 2, 3, 8, 9, 1000].map((failures) => secondsAfterFailure(300, failures, null, middle))
  expect(waits).toEqual([600, 1200, 2400, 76_800, 86_400, 86_400])
})

test('a server that says when to come again is obeyed, within a day', () => {
  expect(secondsAfterFailure(10, 1, 3600, middle)).toBe(3600)
  expect(secondsAfterFailure(10, 1, 3600, 0)).toBe(3600)
  expect(secondsAfterFailure(300, 5, 1, middle)).toBe(9600)
  expect(secondsAfterFailure(300, 1, 10_000_000, middle)).toBe(86_400)
})

test('feeds spread by a tenth either way', () => {
  expect(secondsAfterSuccess(300, null, 0)).toBeCloseTo(270)
  expect(secondsAfterSuccess(300, null, 1)).toBeCloseTo(330)
  expect(secondsAfterFailure(300, 1, null, 0)).toBeCloseTo(540)
})

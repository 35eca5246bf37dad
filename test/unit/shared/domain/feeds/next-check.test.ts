import { describe, expect, test } from 'vitest'
import {
  secondsAfterFailure,
  secondsAfterSuccess,
  secondsToSkip,
} from '../../../../../shared/domain/feeds/next-check.ts'

const day = 86_400
const after = (wishes: Partial<Parameters<typeof secondsAfterSuccess>[0]>, random = 0) =>
  secondsAfterSuccess({ interval: 300, suggested: null, ...wishes }, random)

describe('after a check that succeeded', () => {
  test('a feed may ask to be left alone for longer than the admin says, up to a day, and never for less', () => {
    expect(after({})).toBe(300)
    expect(after({ suggested: 60 })).toBe(300)
    expect(after({ suggested: 3600 })).toBe(3600)
    expect(after({ suggested: 10_000_000 })).toBe(day)
  })

  test('a source has a least of its own', () => {
    expect(after({ interval: 10, least: 60 })).toBe(60)
    expect(after({ interval: 300, least: 60 })).toBe(300)
  })

  test('a feed that rarely speaks is asked twenty times between two items, and hourly at least', () => {
    expect(after({ usualGap: 600 })).toBe(300)
    expect(after({ usualGap: 40_000 })).toBe(2000)
    expect(after({ usualGap: 30 * day })).toBe(3600)
    expect(after({ usualGap: 600, quietFor: 20_000 })).toBe(1000)
    expect(after({ usualGap: null, quietFor: 30 * day })).toBe(300)
    expect(after({ interval: 7200, usualGap: 30 * day })).toBe(7200)
  })

  test('a feed whose items are pushed is asked once a day', () => {
    expect(after({ pushed: true })).toBe(day)
  })

  test('feeds spread over a tenth, none sooner than it or the admin asks', () => {
    expect(after({}, 1)).toBeCloseTo(330)
    expect(after({ suggested: 3600 }, 0.5)).toBeCloseTo(3780)
  })
})

describe('after a check that failed', () => {
  test('the wait is random within one that doubles each time, up to a day, and never ends', () => {
    const longest = [1, 2, 3, 8, 9, 1000].map((failures) => secondsAfterFailure(300, failures, null, 1))
    expect(longest).toEqual([600, 1200, 2400, 76_800, day, day])
    const shortest = [1, 9, 1000].map((failures) => secondsAfterFailure(300, failures, null, 0))
    expect(shortest).toEqual([300, 300, 300])
    expect(secondsAfterFailure(day, 5, null, 1)).toBe(day)
    const stream = [1, 4, 40].flatMap((failures) =>
      [0, 1].map((random) => secondsAfterFailure(15, failures, null, random, 900)),
    )
    expect(stream).toEqual([15, 30, 15, 240, 15, 900])
  })

  test('a server that says when to come again is obeyed', () => {
    expect(secondsAfterFailure(10, 1, 3600, 0)).toBe(3600)
    expect(secondsAfterFailure(300, 5, 1, 1)).toBe(9600)
    expect(secondsAfterFailure(300, 1, 2 * day, 0)).toBe(2 * day)
  })
})

describe('hours and days that a feed asks to skip', () => {
  // A Saturday.
  const at = new Date('2026-03-07T22:30:00Z')
  const skip = (hours: number[], days: number[] = [], random = 0) =>
    secondsToSkip(at, { hours, days }, random)

  test('are skipped by Greenwich time', () => {
    expect(skip([])).toBe(0)
    expect(skip([21, 23])).toBe(0)
    expect(skip([22])).toBe(1800)
    expect(skip([22, 23, 0])).toBe(1800 + 2 * 3600)
    expect(skip([], [6])).toBe(5400)
    expect(skip([], [0])).toBe(0)
    expect(skip([22], [0])).toBe(1800)
  })

  test('never hold a feed back for more than a day', () => {
    expect(skip([], [0, 6])).toBe(day)
    expect(skip(Array.from({ length: 24 }, (_, hour) => hour))).toBe(day)
  })

  test('end for no two feeds at the same moment', () => {
    expect(skip([22], [], 0.5)).toBe(1800 + 180)
  })
})

import { describe, expect, it } from 'vitest'
import { nextStop, pointsOf, pointText } from '../../../../client/features/trends/volume-points.ts'
import type { PulseData } from '../../../../client/features/trends/use-trends.ts'

const local = (day: number, hour = 0) => new Date(2026, 2, day, hour).toISOString()
const bucket = (start: string, end: string, negative: number) => ({
  start,
  end,
  negative,
  neutral: 1,
  positive: 0,
  unscored: 0,
})

describe('the points of the chart', () => {
  it('stand beside the same bucket of the period before, as far as there is one', () => {
    const series = [bucket(local(9), local(10), 2), bucket(local(10), local(11), 0)]
    const points = pointsOf({ trends: { series }, before: [7] } as unknown as PulseData)
    expect(points.map(({ index, before }) => [index, before])).toEqual([
      [0, 7],
      [1, undefined],
    ])
  })

  it('are read out whole: a day, a part of a day, an hour', () => {
    const point = (start: string, end: string, negative: number, before?: number) => ({
      ...bucket(start, end, negative),
      index: 0,
      before,
    })
    expect(pointText(point(local(9), local(10), 2, 7), 'day')).toBe(
      'Mon 9 Mar: 3 mentions (2 negative, 1 neutral); before 7',
    )
    expect(pointText(point(local(9, 15), local(10), 0), 'day')).toBe(
      'Mon 9 Mar, 15:00–24:00: 1 mention (1 neutral)',
    )
    expect(pointText(point(local(9, 15), local(9, 16), 0, 0), 'hour')).toBe(
      'Mon 9 Mar, 15:00–16:00: 1 mention (1 neutral); before 0',
    )
  })

  it('are moved along with arrows, and not left at the ends', () => {
    expect([nextStop('ArrowRight', 3, 5), nextStop('ArrowRight', 4, 5)]).toEqual([4, 4])
    expect([nextStop('ArrowLeft', 3, 5), nextStop('ArrowLeft', 0, 5)]).toEqual([2, 0])
    expect([nextStop('Home', 3, 5), nextStop('End', 0, 5), nextStop('Tab', 0, 5)]).toEqual([0, 4, null])
  })
})

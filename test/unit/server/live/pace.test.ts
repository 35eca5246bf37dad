import { describe, expect, test } from 'vitest'
import type { Backlog } from '../../../../server/live/change-log.ts'
import { decide, freshPace } from '../../../../server/live/pace.ts'

/** Entries of these sizes after revision `after`. */
const backlog = (after: number, sizes: number[], head = after + sizes.length): Backlog => ({
  brandId: 1,
  head,
  entries: sizes.map((size, index) => ({ revision: after + index + 1, size, ids: [] })),
})

describe('the pace of a brand', () => {
  test('sends small changes as they are', () => {
    const pace = freshPace()
    for (let revision = 0; revision < 50; revision += 1)
      expect(decide(pace, backlog(revision, [1]), revision, 1_000)).toEqual({ send: 'entries' })
  })

  test('sends an entry that is too large as a summary', () => {
    expect(decide(freshPace(), backlog(0, [50]), 0, 0)).toEqual({ send: 'entries' })
    expect(decide(freshPace(), backlog(0, [51]), 0, 0)).toEqual({ send: 'summary' })
  })

  test('sends more than two hundred cards within a second as a summary, and then as they are again', () => {
    const pace = freshPace()
    for (let entry = 0; entry < 4; entry += 1)
      expect(decide(pace, backlog(entry, [50]), entry, 5_000)).toEqual({ send: 'entries' })
    expect(decide(pace, backlog(4, [1]), 4, 5_500)).toEqual({ send: 'summary' })
    expect(decide(pace, backlog(5, [1]), 5, 6_000)).toEqual({ send: 'entries' })
  })

  test('sends no two summaries within a second', () => {
    const pace = freshPace()
    expect(decide(pace, backlog(0, [60]), 0, 1_000)).toEqual({ send: 'summary' })
    expect(decide(pace, backlog(1, [60]), 1, 1_400)).toEqual({ send: 'wait', ms: 600 })
    expect(decide(pace, backlog(1, [60, 60]), 1, 2_000)).toEqual({ send: 'summary' })
  })

  test('sends a backlog that is longer than what is read as a summary', () => {
    expect(decide(freshPace(), backlog(0, [1, 1, 1], 400), 0, 0)).toEqual({ send: 'summary' })
  })

  test('sends a log with a hole as a summary', () => {
    expect(decide(freshPace(), backlog(7, [1]), 3, 0)).toEqual({ send: 'summary' })
    expect(decide(freshPace(), { brandId: 1, head: 9, entries: [] }, 3, 0)).toEqual({ send: 'summary' })
  })
})

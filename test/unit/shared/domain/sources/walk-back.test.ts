import { describe, expect, it } from 'vitest'
import { walkBack, type WalkCursor } from '../../../../../shared/domain/sources/walk-back.ts'
import { Problem } from '../../../../../shared/runtime/problem.ts'

const start: WalkCursor<number> = { known: null, walk: null }

/** A list of marks, newest first, in pages of ten; the position is an index. */
function list(marks: number[], failAt = Number.POSITIVE_INFINITY) {
  const read: number[] = []
  let requests = 0
  return {
    read,
    page: async (position: number | null) => {
      requests += 1
      if (requests === failAt) throw new Problem('feed_rate_limited', 'Wait.')
      const from = position ?? 0
      const page = marks.slice(from, from + 10)
      read.push(...page)
      return { marks: page, next: from + 10 < marks.length ? from + 10 : null }
    },
  }
}
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index)

describe('a walk', () => {
  it('reads one page the first time, and knows its newest', async () => {
    const { page, read } = list(down(100, 1))
    const walked = await walkBack(start, { pages: 3, overlap: 5 }, page)
    expect(walked).toEqual({ cursor: { known: 100, walk: null }, more: false, stopped: null })
    expect(read).toHaveLength(10)
  })

  it('knows that there was nothing, so that all that comes is new', async () => {
    const { cursor } = await walkBack(start, { pages: 1, overlap: 5 }, list([]).page)
    const { page, read } = list(down(30, 1))
    const walked = await walkBack(cursor, { pages: 5, overlap: 5 }, page)
    expect(walked.more).toBe(false)
    expect(read).toHaveLength(30)
  })

  it('goes on where it stopped, though newer ones came, and then begins above them', async () => {
    let state: WalkCursor<number> = { known: 40, walk: null }
    const first = list(down(100, 1))
    const one = await walkBack(state, { pages: 2, overlap: 0 }, first.page)
    expect(one).toMatchObject({
      more: true,
      cursor: { known: 40, walk: { top: 100, oldest: 81, position: 20 } },
    })
    state = one.cursor
    // Five came meanwhile: what stood at 20 stands at 25 now.
    const second = list(down(105, 1))
    const two = await walkBack(state, { pages: 9, overlap: 0 }, second.page)
    expect(two).toMatchObject({ more: false, cursor: { known: 100, walk: null } })
    expect([...new Set([...first.read, ...second.read])].toSorted((a, b) => b - a).slice(0, 60)).toEqual(
      down(100, 41),
    )
    const third = list(down(105, 1))
    await walkBack(two.cursor, { pages: 2, overlap: 0 }, third.page)
    expect(third.read).toEqual(expect.arrayContaining(down(105, 101)))
  })

  it('looks back a little for what came late, but not at the price of another poll', async () => {
    const { page, read } = list(down(100, 1))
    expect((await walkBack({ known: 95, walk: null }, { pages: 9, overlap: 20 }, page)).more).toBe(false)
    expect(read).toHaveLength(30)
    const short = list(down(100, 1))
    expect((await walkBack({ known: 95, walk: null }, { pages: 1, overlap: 20 }, short.page)).more).toBe(
      false,
    )
    expect(short.read).toHaveLength(10)
  })

  it('keeps what it has when it is stopped in the middle, and fails when it has nothing', async () => {
    const known = { known: 1, walk: null }
    const walked = await walkBack(known, { pages: 9, overlap: 0 }, list(down(100, 1), 3).page)
    expect(walked).toMatchObject({ more: true, cursor: { known: 1, walk: { top: 100, position: 20 } } })
    expect(walked.stopped?.message).toBe('Wait.')
    await expect(walkBack(known, { pages: 9, overlap: 0 }, list([], 1).page)).rejects.toThrow('Wait.')
  })

  it('ends at a server that says the same whatever is asked', async () => {
    let requests = 0
    const page = async () => {
      requests += 1
      return { marks: [9, 8, 7], next: 5 }
    }
    expect(await walkBack({ known: 1, walk: null }, { pages: 50, overlap: 0 }, page)).toMatchObject({
      more: false,
      cursor: { known: 9, walk: null },
    })
    expect(requests).toBe(2)
  })
})

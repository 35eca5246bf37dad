import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  freshRows,
  steady,
  type LoadedList,
  type Steadiness,
  type Steady,
} from '../../../../client/features/mentions/steady-rows.ts'
import { compareInLane } from '../../../../shared/contract/lane.ts'
import { cardWith } from '../../live/server-model.ts'

const cards = (...ids: number[]): LoadedList => ({
  cards: ids.map((id) => cardWith({ id })),
  compare: (a, b) => compareInLane('queue', a, b),
  tail: null,
})
const working: Steadiness = { hold: true, selectedId: undefined, leftId: undefined, bottomId: undefined }
const ids = ({ rows }: Steady) => rows.map((row) => row.card.id)
const gone = ({ rows }: Steady) => rows.filter((row) => row.gone).map((row) => row.card.id)

describe('rows under live changes', () => {
  it('keep a row that left in its place while somebody works, and say that it has gone', () => {
    const next = steady(freshRows(cards(1, 2, 3)), cards(1, 3), working)
    expect(ids(next)).toEqual([1, 2, 3])
    expect(gone(next)).toEqual([2])
  })

  it('hold a new row back unless its place is below the screen', () => {
    const before = freshRows(cards(10, 20, 30))
    const next = steady(before, cards(5, 10, 15, 20, 25, 30), { ...working, bottomId: 20 })
    expect(next.held).toEqual([5, 15])
    expect(ids(next)).toEqual([10, 20, 25, 30])
  })

  it('show everything at once when nobody works in the list', () => {
    const held = steady(freshRows(cards(10, 20)), cards(5, 20), working)
    expect(ids(held)).toEqual([10, 20])
    const next = steady(held, cards(5, 20), { ...working, hold: false })
    expect(ids(next)).toEqual([5, 20])
    expect(next.held).toEqual([])
  })

  it('close up over a row that left when the person moves on from it', () => {
    const open = steady(freshRows(cards(1, 2, 3)), cards(1, 3), { ...working, selectedId: 2 })
    expect(ids(open)).toEqual([1, 2, 3])
    const movedOn = steady(open, cards(1, 3), { ...working, selectedId: 3, leftId: 2 })
    expect(ids(movedOn)).toEqual([1, 3])
  })

  it('bring a row back to life in its place when it comes back', () => {
    const left = steady(freshRows(cards(1, 2, 3)), cards(1, 3), working)
    const back = steady(left, cards(1, 2, 3), working)
    expect(ids(back)).toEqual([1, 2, 3])
    expect(gone(back)).toEqual([])
  })

  it('show the open mention at once even when its place is above', () => {
    const next = steady(freshRows(cards(10, 20)), cards(5, 10, 20), {
      ...working,
      selectedId: 5,
      bottomId: 20,
    })
    expect(ids(next)).toEqual([5, 10, 20])
  })

  it('that lie behind what is loaded now have not left: the list was loaded anew, with others before them', () => {
    const shorter = { ...cards(1, 5, 6), tail: cardWith({ id: 6 }) }
    const next = steady(freshRows(cards(1, 20, 30)), shorter, { ...working, bottomId: 20 })
    expect(ids(next)).toEqual([1, 20, 30])
    expect(gone(next)).toEqual([])
    expect(next.held).toEqual([5, 6])
    const longer = steady(next, cards(1, 5, 6, 20, 25, 30), { ...working, bottomId: 20 })
    expect(ids(longer)).toEqual([1, 20, 25, 30])
  })

  it('fill an empty list at once', () => {
    expect(ids(steady(freshRows(cards()), cards(1, 2), working))).toEqual([1, 2])
  })

  it('never move what is on the screen while somebody works', () => {
    const someIds = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 })
    fc.assert(
      fc.property(
        someIds,
        fc.array(someIds, { minLength: 1, maxLength: 5 }),
        fc.nat(20),
        (first, later, at) => {
          const sorted = (list: number[]) => cards(...list.toSorted((a, b) => a - b))
          let shown = freshRows(sorted(first))
          const seen = ids(shown).slice(0, at + 1)
          for (const list of later) shown = steady(shown, sorted(list), { ...working, bottomId: seen.at(-1) })
          expect(ids(shown).slice(0, seen.length)).toEqual(seen)
          const accepted = steady(shown, sorted(later.at(-1) ?? []), { ...working, hold: false })
          expect(ids(accepted)).toEqual((later.at(-1) ?? []).toSorted((a, b) => a - b))
        },
      ),
    )
  })
})

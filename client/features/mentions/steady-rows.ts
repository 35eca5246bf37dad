import type { MentionCard } from '../../../shared/contract/mention.ts'

/** A row as it stands on the screen. `gone`: it has left the list, and stays until the person moves on. */
export type SteadyRow = { card: MentionCard; gone: boolean }

/** A list as far as it is loaded, in its order. */
export type LoadedList = {
  cards: readonly MentionCard[]
  compare: (a: MentionCard, b: MentionCard) => number
  /** How far it is loaded; what comes behind is not known to have left. Null: to its end. */
  tail: MentionCard | null
}

export type Steadiness = {
  /** Somebody is working in the list: nothing that they see may move. */
  hold: boolean
  /** The open mention's row stays in any case, and appears at once. */
  selectedId: number | undefined
  /** The one that was open before: when it has left the list, the person has moved on from it. */
  leftId: number | undefined
  /** The lowest row on the screen; what comes behind it moves nothing. */
  bottomId: number | undefined
}

export type Steady = { rows: readonly SteadyRow[]; held: readonly number[] }

/**
 * Brings the rows on the screen nearer to the list as it is, without moving what is seen: a row that left stays in
 * its place as `gone`, and a new one waits in `held` unless its place is below everything on the screen.
 * @returns the same object when nothing changes.
 */
export function steady(before: Steady, list: LoadedList, how: Steadiness): Steady {
  const kept = keptRows(before.rows, list, how)
  const ordered = how.hold ? kept : kept.toSorted((a, b) => list.compare(a.card, b.card))
  const lowest = how.hold ? lowestOnScreen(ordered, how.bottomId) : -1
  const bottom = ordered[lowest]?.card
  const known = new Set(kept.map((row) => row.card.id))
  const held: number[] = []
  const arrivals: SteadyRow[] = []
  for (const card of list.cards) {
    if (known.has(card.id)) continue
    const below = bottom === undefined || list.compare(card, bottom) > 0
    if (below || card.id === how.selectedId) arrivals.push({ card, gone: false })
    else held.push(card.id)
  }
  const rows = arrivals.length === 0 ? ordered : merge(ordered, arrivals, list, lowest)
  return sameRows(rows, before.rows) && sameIds(held, before.held) ? before : { rows, held }
}

/** The rows of a list that is shown for the first time. */
export function freshRows(list: LoadedList): Steady {
  return { rows: list.cards.map((card) => ({ card, gone: false })), held: [] }
}

/** Whether a card's place is behind what is loaded. */
export function isBeyond({ tail, compare }: LoadedList, card: MentionCard): boolean {
  return tail !== null && compare(card, tail) > 0
}

function keptRows(rows: readonly SteadyRow[], list: LoadedList, how: Steadiness): SteadyRow[] {
  const living = new Map(list.cards.map((card) => [card.id, card]))
  return rows.flatMap((row) => {
    const card = living.get(row.card.id)
    if (card !== undefined) return [card === row.card && !row.gone ? row : { card, gone: false }]
    if (row.card.id !== how.selectedId && (!how.hold || row.card.id === how.leftId)) return []
    return [row.gone || isBeyond(list, row.card) ? row : { ...row, gone: true }]
  })
}

/** The place of the lowest row that is seen; without one, of the last row: what is unknown is not moved. */
function lowestOnScreen(rows: readonly SteadyRow[], bottomId: number | undefined): number {
  const bottom = rows.findIndex((row) => row.card.id === bottomId)
  return bottom === -1 ? rows.length - 1 : bottom
}

/** Puts arrivals in their order behind the row at `lowest`; one that belongs above it is the one that was opened. */
function merge(
  rows: readonly SteadyRow[],
  arrivals: readonly SteadyRow[],
  { compare }: LoadedList,
  lowest: number,
): SteadyRow[] {
  const bottom = rows[lowest]?.card
  const merged: SteadyRow[] = []
  let next = 0
  for (const [index, row] of rows.entries()) {
    for (let arrival = arrivals[next]; arrival !== undefined; arrival = arrivals[++next]) {
      const belongsAbove = bottom !== undefined && compare(arrival.card, bottom) < 0
      if (compare(arrival.card, row.card) > 0 || (index <= lowest && !belongsAbove)) break
      merged.push(arrival)
    }
    merged.push(row)
  }
  return [...merged, ...arrivals.slice(next)]
}

function sameRows(a: readonly SteadyRow[], b: readonly SteadyRow[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, index) => row.card === b[index]?.card && row.gone === b[index].gone)
  )
}

function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

import type { MentionCard } from '../../../shared/contract/mention.ts'

/** A row as it stands on the screen. `gone`: it has left the list, and stays until the person moves on. */
export type SteadyRow = { card: MentionCard; gone: boolean }

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
export function steady(before: Steady, list: readonly MentionCard[], how: Steadiness): Steady {
  const living = new Map(list.map((card) => [card.id, card]))
  const kept: SteadyRow[] = []
  for (const row of before.rows) {
    const card = living.get(row.card.id)
    if (card !== undefined) kept.push(card === row.card && !row.gone ? row : { card, gone: false })
    else if (row.card.id === how.selectedId || (how.hold && row.card.id !== how.leftId))
      kept.push(row.gone ? row : { ...row, gone: true })
  }
  const known = new Set(kept.map((row) => row.card.id))
  const isBelow = belowOf(list, known, how.bottomId)
  const held: number[] = []
  const arrivals: MentionCard[] = []
  for (const [index, card] of list.entries()) {
    if (known.has(card.id)) continue
    if (how.hold && !isBelow(index) && card.id !== how.selectedId) held.push(card.id)
    else arrivals.push(card)
  }
  const ordered = how.hold ? kept : inListOrder(kept, list)
  const lowest = how.hold ? lowestOnScreen(ordered, how.bottomId) : -1
  const rows = arrivals.length === 0 ? ordered : insert(ordered, arrivals, list, lowest, how.selectedId)
  return sameRows(rows, before.rows) && sameIds(held, before.held) ? before : { rows, held }
}

/** The rows of a list that is shown for the first time. */
export function freshRows(list: readonly MentionCard[]): Steady {
  return { rows: list.map((card) => ({ card, gone: false })), held: [] }
}

/** Tells for a place in the list whether it lies behind every row that is on the screen. */
function belowOf(
  list: readonly MentionCard[],
  known: ReadonlySet<number>,
  bottomId: number | undefined,
): (index: number) => boolean {
  const bottom = bottomId === undefined ? -1 : list.findIndex((card) => card.id === bottomId)
  const last = list.findLastIndex((card) => known.has(card.id))
  // When the lowest row has left the list, only the very end is surely below it.
  const limit = bottom === -1 ? last : bottom
  return (index) => index > limit
}

/** The living rows in the list's order; gone ones keep to the row that they stood behind. */
function inListOrder(rows: SteadyRow[], list: readonly MentionCard[]): SteadyRow[] {
  const place = new Map(list.map((card, index) => [card.id, index]))
  let last = -1
  const keyed = rows.map((row) => {
    const own = place.get(row.card.id)
    if (own !== undefined) last = own
    return { row, key: own ?? last }
  })
  return keyed
    .toSorted((a, b) => a.key - b.key || Number(a.row.gone) - Number(b.row.gone))
    .map(({ row }) => row)
}

/** The place of the lowest row that is seen; without one, of the last row: what is unknown is not moved. */
function lowestOnScreen(rows: readonly SteadyRow[], bottomId: number | undefined): number {
  const bottom = rows.findIndex((row) => row.card.id === bottomId)
  return bottom === -1 ? rows.length - 1 : bottom
}

/**
 * Puts each arrival behind the nearest row that precedes it in the list, but never above `lowest`, unless it is the
 * one that the person opened.
 */
function insert(
  rows: readonly SteadyRow[],
  arrivals: readonly MentionCard[],
  list: readonly MentionCard[],
  lowest: number,
  selectedId: number | undefined,
): SteadyRow[] {
  const arriving = new Set(arrivals.map((card) => card.id))
  const places = new Map(rows.map((row, index) => [row.card.id, index]))
  const behind = new Map<number, SteadyRow[]>()
  let neighbour = -1
  for (const card of list) {
    neighbour = places.get(card.id) ?? neighbour
    if (!arriving.has(card.id)) continue
    const place = card.id === selectedId ? neighbour : Math.max(lowest, neighbour)
    behind.set(place, [...(behind.get(place) ?? []), { card, gone: false }])
  }
  return [...(behind.get(-1) ?? []), ...rows.flatMap((row, index) => [row, ...(behind.get(index) ?? [])])]
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

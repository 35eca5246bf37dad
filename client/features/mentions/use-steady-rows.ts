import { useState } from 'react'
import {
  freshRows,
  steady,
  type LoadedList,
  type Steady,
  type Steadiness,
  type SteadyRow,
} from './steady-rows.ts'

export type SteadyList = {
  rows: readonly SteadyRow[]
  /** New mentions that wait until they are asked for. */
  held: readonly number[]
  /** Shows the list as it is now. */
  settle: () => void
}

type Shown = { steady: Steady; selectedId: number | undefined; leftId: number | undefined }

/** The rows of a live list, moving only when the person at the screen lets them. */
export function useSteadyRows(list: LoadedList, how: Omit<Steadiness, 'leftId'>): SteadyList {
  const { selectedId } = how
  const [shown, setShown] = useState<Shown>({ steady: freshRows(list), selectedId, leftId: undefined })
  const leftId = shown.selectedId === selectedId ? shown.leftId : shown.selectedId
  const next = steady(shown.steady, list, { ...how, leftId })
  if (next !== shown.steady || shown.selectedId !== selectedId) setShown({ steady: next, selectedId, leftId })
  return {
    rows: next.rows,
    held: next.held,
    settle: () =>
      setShown({ steady: steady(next, list, { ...how, hold: false, leftId }), selectedId, leftId }),
  }
}

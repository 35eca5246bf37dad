import { useState } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { freshRows, steady, type Steady, type Steadiness, type SteadyRow } from './steady-rows.ts'

export type SteadyList = {
  rows: readonly SteadyRow[]
  /** New mentions that wait until they are asked for. */
  held: readonly number[]
  /** Shows the list as it is now. */
  settle: () => void
}

type Shown = Steady & { key: string; selectedId: number | undefined; leftId: number | undefined }

/** The rows of a live list, moving only when the person at the screen lets them. `key` names the list. */
export function useSteadyRows(
  key: string,
  list: readonly MentionCard[],
  how: Omit<Steadiness, 'leftId'>,
): SteadyList {
  const [shown, setShown] = useState<Shown>({
    ...freshRows(list),
    key,
    selectedId: how.selectedId,
    leftId: undefined,
  })
  const leftId = shown.selectedId === how.selectedId ? shown.leftId : shown.selectedId
  const next = shown.key === key ? steady(shown, list, { ...how, leftId }) : freshRows(list)
  const changed =
    shown.key !== key ||
    shown.selectedId !== how.selectedId ||
    next.rows !== shown.rows ||
    next.held !== shown.held
  if (changed) setShown({ ...next, key, selectedId: how.selectedId, leftId })
  return {
    rows: next.rows,
    held: next.held,
    settle: () =>
      setShown({
        ...steady(next, list, { ...how, hold: false, leftId }),
        key,
        selectedId: how.selectedId,
        leftId,
      }),
  }
}

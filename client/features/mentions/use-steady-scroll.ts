import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react'
import type { SteadyRow } from './steady-rows.ts'
import { revealRow } from './row-window.ts'

const stillMs = 50

/**
 * Keeps the open row where it is on the screen when rows above it come or go, and brings it onto the screen when it
 * is opened.
 * @returns the ref for the frame that scrolls, and a jump to a row of those that are about to be drawn.
 */
export function useSteadyScroll(
  rows: readonly SteadyRow[],
  selectedId: number | undefined,
  height: number,
): { frame: RefObject<HTMLDivElement | null>; jumpTo: (index: number) => void } {
  const frame = useRef<HTMLDivElement>(null)
  const before = useRef<{ rows: readonly SteadyRow[]; selectedId: number | undefined }>({
    rows,
    selectedId: undefined,
  })
  const jump = useRef<number>(null)

  useLayoutEffect(() => {
    const last = before.current
    before.current = { rows, selectedId }
    const element = frame.current
    if (element === null) return
    if (jump.current !== null) {
      element.scrollTop = jump.current * height
      jump.current = null
      return
    }
    const at = placeOf(rows, selectedId)
    if (at === -1) return
    const was = placeOf(last.rows, selectedId)
    if (was !== -1 && was !== at) shift(element, (at - was) * height)
    if (last.selectedId !== selectedId) revealRow(element, at, height)
  }, [rows, selectedId, height])

  const jumpTo = useCallback((index: number) => {
    jump.current = index
  }, [])
  return { frame, jumpTo }
}

function placeOf(rows: readonly SteadyRow[], id: number | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => row.card.id === id)
}

/** Rows that only change their place in the document, not on the screen, must not be seen sliding. */
function shift(element: HTMLElement, by: number): void {
  element.dataset['still'] = ''
  element.scrollTop += by
  setTimeout(() => delete element.dataset['still'], stillMs)
}

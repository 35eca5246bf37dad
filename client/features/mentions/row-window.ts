import { useEffect, useState, type RefObject } from 'react'

/** Which rows are near the screen, and which are on it; ends are exclusive. */
export type RowWindow = { start: number; end: number; bottom: number; scrolled: boolean }

const overscan = 8

/**
 * The rows to draw of a long list whose rows all have one height: arithmetic, so that a hundred thousand cost what
 * fifty do. Follows the frame's scrolling and size.
 */
export function useRowWindow(frame: RefObject<HTMLElement | null>, count: number, height: number): RowWindow {
  const [seen, setSeen] = useState({ first: 0, rows: Math.ceil(innerHeight / height), scrolled: false })

  const empty = count === 0
  useEffect(() => {
    if (empty) return
    const element = frame.current
    if (element === null) return
    const look = (): void => {
      const first = Math.floor(element.scrollTop / height)
      const rows = Math.ceil(element.clientHeight / height)
      const scrolled = element.scrollTop > 0
      setSeen((before) =>
        before.first === first && before.rows === rows && before.scrolled === scrolled
          ? before
          : { first, rows, scrolled },
      )
    }
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [frame, height, empty])

  const bottom = Math.min(count, seen.first + seen.rows + 1)
  return {
    start: Math.max(0, Math.min(seen.first - overscan, count - seen.rows)),
    end: Math.min(count, bottom + overscan),
    bottom,
    scrolled: seen.scrolled,
  }
}

/** Scrolls no further than needed for a row to be wholly on the screen. */
export function revealRow(frame: HTMLElement, index: number, height: number): void {
  const top = index * height
  if (top < frame.scrollTop) frame.scrollTop = top
  else if (top + height > frame.scrollTop + frame.clientHeight)
    frame.scrollTop = top + height - frame.clientHeight
}

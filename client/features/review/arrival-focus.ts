import { useEffect, useRef, type RefObject } from 'react'

/**
 * Gives what has just come the focus, so that it is read out and the page scrolls to it.
 * @param wanted false where the page itself has just come: it keeps its own beginning.
 */
export function useArrivalFocus<Place extends HTMLElement>(wanted: boolean): RefObject<Place | null> {
  const place = useRef<Place>(null)
  useEffect(() => {
    if (wanted) place.current?.focus()
    // Once, when it comes.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  return place
}

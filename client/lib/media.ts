import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 760px)')

/** Whether the screen is a phone's: one pane at a time. The same width as in the style sheets. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener)
      return () => narrow.removeEventListener('change', listener)
    },
    () => narrow.matches,
  )
}

import type { ReactElement } from 'react'

/** While it is not known yet who is there: quiet, for it is over at once. */
export function Starting(): ReactElement {
  return (
    <main aria-busy="true">
      <p className="unseen">Loading</p>
    </main>
  )
}

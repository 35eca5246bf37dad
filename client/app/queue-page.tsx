import type { ReactElement } from 'react'

/** The queue. */
export function QueuePage(): ReactElement {
  return <h1 className="unseen">Queue</h1>
}

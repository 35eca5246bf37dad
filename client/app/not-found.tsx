import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'

/** No screen has this address. */
export function NotFound(): ReactElement {
  return (
    <main>
      <EmptyState
        icon="search"
        title="There is no page here"
        words="The address may be cut short or from another version."
      >
        <Link to="/queue">Go to the queue</Link>
      </EmptyState>
    </main>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { usePageTitle } from '../../lib/page-title.ts'
import { firstRunQuery } from '../../lib/queries/first-run.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Wizard } from './wizard.tsx'

/** Where a fresh Earshot begins. Once somebody has set it up, this address leads to the queue. */
export function FirstRunPage(): ReactElement {
  usePageTitle('Set up')
  const state = useQuery(firstRunQuery)
  if (state.data?.needed === true) return <Wizard />
  if (state.data?.needed === false) return <Navigate to="/queue" replace />
  return (
    <main aria-busy={state.isPending}>
      {state.isPending ? (
        <p className="unseen">Loading</p>
      ) : (
        <ErrorState
          title="Earshot cannot be reached"
          error={state.error}
          onRetry={() => void state.refetch()}
        />
      )}
    </main>
  )
}

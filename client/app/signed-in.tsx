import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, type ReactElement } from 'react'
import { sessionQuery } from '../lib/queries/session.ts'
import { ViewerContext } from '../lib/viewer.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Shell } from './shell.tsx'
import { Starting } from './starting.tsx'

const SignInPage = lazy(async () => ({
  default: (await import('../features/session/sign-in-page.tsx')).SignInPage,
}))

/** Asks who is there. Nobody: the sign-in page, at this same address. Somebody: the shell with its screen. */
export function SignedIn(): ReactElement {
  const session = useQuery(sessionQuery)
  if (session.isPending) return <Starting />
  if (session.data === undefined)
    return (
      <main>
        <ErrorState
          title="Earshot cannot be reached"
          error={session.error}
          onRetry={() => void session.refetch()}
        />
      </main>
    )
  if (session.data === null)
    return (
      <Suspense fallback={<Starting />}>
        <SignInPage />
      </Suspense>
    )
  return (
    <ViewerContext value={session.data}>
      <Shell>
        <Outlet />
      </Shell>
    </ViewerContext>
  )
}

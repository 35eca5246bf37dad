import { useQueryClient } from '@tanstack/react-query'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, type ReactElement } from 'react'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** A fault of this page itself. The rest of the shell stays; nothing that was written is lost. */
export function ErrorScreen({ error, reset }: ErrorComponentProps): ReactElement {
  const router = useRouter()
  const client = useQueryClient()
  useEffect(() => console.error(error), [error])
  return (
    <div role="alert">
      <EmptyState
        icon="alert"
        title="This screen stopped working"
        words="What you wrote is kept. Try the screen again; if it stops again, load the page anew and tell an admin what you did."
      >
        <Button
          look="primary"
          icon="refresh"
          onClick={() => {
            void client.resetQueries()
            reset()
            void router.invalidate()
          }}
        >
          Try again
        </Button>
        <Button onClick={() => location.reload()}>Load the page anew</Button>
      </EmptyState>
    </div>
  )
}

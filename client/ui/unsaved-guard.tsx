import { useBlocker } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** Asks before something typed is left behind, by a link, Back, or closing the tab. */
export function UnsavedGuard({ dirty }: { dirty: boolean }): ReactElement | null {
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: dirty, withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <Dialog
      title="Leave without saving?"
      onClose={blocker.reset}
      footer={
        <>
          <Button look="danger" onClick={blocker.proceed}>
            Leave and lose it
          </Button>
          <Button look="primary" onClick={blocker.reset}>
            Keep editing
          </Button>
        </>
      }
    >
      <p>What you changed here is not saved yet.</p>
    </Dialog>
  )
}

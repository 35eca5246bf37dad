import { useState, type ReactElement } from 'react'
import { moveBodies } from '../../../shared/contract/move-bodies.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Triage } from './use-triage.ts'

/** Dismisses for a reason that no list has: it is said in words. */
export function DismissDialog({ triage }: { triage: Triage }): ReactElement {
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const checked = moveBodies.dismiss.safeParse({ reason: 'other', comment })
  const wrong = checked.success ? undefined : checked.error.flatten().fieldErrors
  const dismiss = (): void => {
    setTried(true)
    if (checked.success) void triage.make({ kind: 'dismiss', body: checked.data })
  }
  return (
    <Dialog
      title="Dismiss for another reason"
      onClose={() => triage.ask(null)}
      onSubmit={dismiss}
      footer={
        <>
          <Button onClick={() => triage.ask(null)}>Cancel</Button>
          <Button look="primary" type="submit">
            Dismiss
          </Button>
        </>
      }
    >
      <TextArea
        label="Why does it need no answer?"
        rows={3}
        value={comment}
        onChange={setComment}
        error={tried ? wrong?.comment?.[0] : undefined}
      />
    </Dialog>
  )
}

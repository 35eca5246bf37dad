import { useState, type ReactElement } from 'react'
import { moveBodies } from '../../../shared/contract/move-bodies.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { ColleagueSelect } from './colleague-select.tsx'
import type { Triage } from './use-triage.ts'

/** Passes a mention on, with the reason: nobody should have to ask why they got it. */
export function HandOffDialog({ triage }: { triage: Triage }): ReactElement {
  const [personId, setPersonId] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const checked = moveBodies.handOff.safeParse({ personId, reason })
  const wrong = checked.success ? undefined : checked.error.flatten().fieldErrors
  const handOff = (): void => {
    setTried(true)
    if (checked.success) void triage.make({ kind: 'handOff', body: checked.data })
  }
  return (
    <Dialog
      title="Hand off"
      onClose={() => triage.ask(null)}
      onSubmit={handOff}
      footer={
        <>
          <Button onClick={() => triage.ask(null)}>Cancel</Button>
          <Button look="primary" type="submit">
            Hand off
          </Button>
        </>
      }
    >
      <ColleagueSelect
        label="To whom?"
        value={personId}
        onChange={setPersonId}
        error={tried && personId === null ? 'Choose a person.' : undefined}
      />
      <TextArea
        label="Why?"
        help="They see this first. Every pass makes a customer wait: say what they need to go on at once."
        rows={3}
        value={reason}
        onChange={setReason}
        error={tried ? wrong?.reason?.[0] : undefined}
      />
    </Dialog>
  )
}

import { useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ColleagueSelect } from './colleague-select.tsx'
import type { Triage } from './use-triage.ts'

/** Gives a mention to a person. */
export function AssignDialog({ triage }: { triage: Triage }): ReactElement {
  const [personId, setPersonId] = useState<number | null>(null)
  const [tried, setTried] = useState(false)
  const assign = (): void => {
    setTried(true)
    if (personId !== null) void triage.make({ kind: 'assign', body: { personId } })
  }
  return (
    <Dialog
      title="Assign"
      onClose={() => triage.ask(null)}
      onSubmit={assign}
      footer={
        <>
          <Button onClick={() => triage.ask(null)}>Cancel</Button>
          <Button look="primary" type="submit">
            Assign
          </Button>
        </>
      }
    >
      <ColleagueSelect
        label="Who shall answer?"
        withSelf
        value={personId}
        onChange={setPersonId}
        error={tried && personId === null ? 'Choose a person.' : undefined}
      />
    </Dialog>
  )
}

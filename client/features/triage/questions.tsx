import type { ReactElement } from 'react'
import { AssignDialog } from './assign-dialog.tsx'
import { DismissDialog } from './dismiss-dialog.tsx'
import { HandOffDialog } from './hand-off-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import type { Triage } from './use-triage.ts'

/** The dialog of the move that is being asked about, if it has one; loaded when the first is opened. */
export function Questions({ triage }: { triage: Triage }): ReactElement | null {
  switch (triage.question) {
    case 'assign':
      return <AssignDialog triage={triage} />
    case 'handOff':
      return <HandOffDialog triage={triage} />
    case 'dismissOther':
      return <DismissDialog triage={triage} />
    case 'snoozeUntil':
      return <SnoozeDialog triage={triage} />
    default:
      return null
  }
}

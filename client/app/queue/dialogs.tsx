import { lazy, Suspense, type ReactElement } from 'react'
import type { Triage } from '../../features/triage/use-triage.ts'
import type { KeepOut as KeepOutState } from './use-keep-out.ts'

const Questions = lazy(async () => ({
  default: (await import('../../features/triage/questions.tsx')).Questions,
}))
const ShortcutSheet = lazy(async () => ({
  default: (await import('../../features/triage/shortcut-sheet.tsx')).ShortcutSheet,
}))

const KeepOut = lazy(async () => ({ default: (await import('./keep-out.tsx')).KeepOut }))

const asked = new Set(['assign', 'handOff', 'dismissOther', 'snoozeUntil'])

/** What stands in front of the queue; loaded when it is first needed. */
export function Dialogs({
  triage,
  keepOut,
  sheet,
  onSheetClose,
}: {
  triage: Triage
  keepOut: KeepOutState
  sheet: boolean
  onSheetClose: () => void
}): ReactElement {
  return (
    <Suspense>
      {triage.question !== null && asked.has(triage.question) && <Questions triage={triage} />}
      {keepOut.begun !== null && <KeepOut begun={keepOut.begun} onClose={keepOut.end} />}
      {sheet && <ShortcutSheet onClose={onSheetClose} />}
    </Suspense>
  )
}

import { lazy, Suspense, type ReactElement } from 'react'
import type { Triage } from '../../features/triage/use-triage.ts'

const Questions = lazy(async () => ({
  default: (await import('../../features/triage/questions.tsx')).Questions,
}))
const ShortcutSheet = lazy(async () => ({
  default: (await import('../../features/triage/shortcut-sheet.tsx')).ShortcutSheet,
}))

const asked = new Set(['assign', 'handOff', 'dismissOther', 'snoozeUntil'])

/** What stands in front of the queue; loaded when it is first needed. */
export function Dialogs({
  triage,
  sheet,
  onSheetClose,
}: {
  triage: Triage
  sheet: boolean
  onSheetClose: () => void
}): ReactElement {
  return (
    <Suspense>
      {triage.question !== null && asked.has(triage.question) && <Questions triage={triage} />}
      {sheet && <ShortcutSheet onClose={onSheetClose} />}
    </Suspense>
  )
}

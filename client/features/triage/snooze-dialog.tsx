import { useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { localDateTime } from './snooze-times.ts'
import type { Triage } from './use-triage.ts'

const hourMs = 3_600_000

/** Snoozes until a moment of one's own choice. */
export function SnoozeDialog({ triage }: { triage: Triage }): ReactElement {
  const [until, setUntil] = useState(() => localDateTime(new Date(Date.now() + 2 * hourMs)))
  const [untilActivity, setUntilActivity] = useState(true)
  const [wrong, setWrong] = useState<string>()
  const snooze = (): void => {
    const moment = new Date(until)
    const ahead = moment.getTime() - Date.now()
    if (!(ahead > 0 && ahead < 365 * 24 * hourMs))
      return setWrong('Choose a moment in the future, at most a year ahead.')
    void triage.make({
      kind: 'snooze',
      body: { until: moment.toISOString(), ...(untilActivity && { untilActivity }) },
    })
  }
  return (
    <Dialog
      title="Snooze until"
      onClose={() => triage.ask(null)}
      onSubmit={snooze}
      footer={
        <>
          <Button onClick={() => triage.ask(null)}>Cancel</Button>
          <Button look="primary" type="submit">
            Snooze
          </Button>
        </>
      }
    >
      <TextField label="Until" type="datetime-local" value={until} onChange={setUntil} error={wrong} />
      <Switch label="Or as soon as they post again" checked={untilActivity} onChange={setUntilActivity} />
    </Dialog>
  )
}

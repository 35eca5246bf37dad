import { useState, type ReactElement } from 'react'
import type { Exclusion } from '../../../shared/contract/exclusion.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import { Switch } from '../../ui/switch.tsx'

/** Ends an exclusion, and asks what becomes of what it has hidden. */
export function EndDialog({
  exclusion,
  busy,
  error,
  onClose,
  onEnd,
}: {
  exclusion: Exclusion
  busy: boolean
  error: unknown
  onClose: () => void
  onEnd: (bringBack: boolean) => void
}): ReactElement {
  const [bringBack, setBringBack] = useState(exclusion.hidden > 0)
  return (
    <Dialog
      title="End this exclusion?"
      onClose={onClose}
      onSubmit={() => onEnd(bringBack)}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="primary" type="submit" busy={busy}>
            End it
          </Button>
        </>
      }
    >
      <p>From now on, what it matches is heard again.</p>
      {exclusion.hidden > 0 && (
        <Switch
          label="Bring back what it hid"
          help={`${exclusion.hidden === 1 ? 'One mention' : `Up to ${exclusion.hidden.toLocaleString('en')} mentions`} that it has set aside. Otherwise they stay there, and each can be brought back by hand.`}
          checked={bringBack}
          onChange={setBringBack}
        />
      )}
      <FormFailure error={error} />
    </Dialog>
  )
}

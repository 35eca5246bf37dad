import type { ReactElement } from 'react'
import { setPreference, usePreference } from '../lib/preferences.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { Switch } from '../ui/switch.tsx'

/** How the screen looks and listens on this device. Every choice holds at once. */
export function PreferencesDialog({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Dialog
      title="Preferences"
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Select
        label="Theme"
        value={usePreference('theme')}
        onChange={(value) => setPreference('theme', value)}
        options={[
          { value: 'system', label: 'As the device' },
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
      />
      <Select
        label="Contrast"
        value={usePreference('contrast')}
        onChange={(value) => setPreference('contrast', value)}
        options={[
          { value: 'system', label: 'As the device' },
          { value: 'more', label: 'High' },
        ]}
      />
      <Select
        label="Rows of the list"
        value={usePreference('density')}
        onChange={(value) => setPreference('density', value)}
        options={[
          { value: 'compact', label: 'Compact' },
          { value: 'comfortable', label: 'Comfortable' },
          { value: 'roomy', label: 'Roomy' },
        ]}
      />
      <Switch
        label="Single-key shortcuts"
        help="J and K through the list, C to claim, and so on. Switch off if another tool types single keys."
        checked={usePreference('shortcuts') === 'on'}
        onChange={(on) => setPreference('shortcuts', on ? 'on' : 'off')}
      />
    </Dialog>
  )
}

import type { ReactElement } from 'react'
import { passwordChange } from '../../shared/contract/person.ts'
import { sessionRoutes } from '../../shared/contract/routes/session.ts'
import { call } from '../lib/api.ts'
import { useForm } from '../lib/form.ts'
import { useViewer } from '../lib/viewer.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormFailure } from '../ui/form-failure.tsx'
import stack from '../ui/form-stack.module.css'
import { PasswordField } from '../ui/password-field.tsx'
import { showToast } from '../ui/toast-store.ts'

/** One's own password, for everybody. */
export function PasswordDialog({ onClose }: { onClose: () => void }): ReactElement {
  const viewer = useViewer()
  const form = useForm({
    saved: { current: '', password: '' },
    schema: passwordChange,
    toBody: (values) => values,
    send: (body) => call(sessionRoutes.changeOwnPassword, { body }),
    onSent: () => {
      showToast({ words: 'Your password is changed. You are signed out everywhere else.' })
      onClose()
    },
  })
  const { values, set, problem } = form
  return (
    <Dialog
      title="Change your password"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form.props.id} look="primary" busy={form.sending}>
            Change it
          </Button>
        </>
      }
    >
      <form {...form.props} className={stack['stack']}>
        {/* For password managers: whose it is. */}
        <input type="hidden" name="username" autoComplete="username" value={viewer.email} readOnly />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          value={values.current}
          onChange={(current) => set('current', current)}
          error={problem('current')?.message}
        />
        <PasswordField
          label="New password"
          help="At least 8 characters. Four or five unrelated words make a good one."
          autoComplete="new-password"
          value={values.password}
          onChange={(password) => set('password', password)}
          onBlur={() => values.password !== '' && form.leave('password')}
          error={problem('password')?.message}
        />
        <FormFailure error={form.failure} />
      </form>
    </Dialog>
  )
}

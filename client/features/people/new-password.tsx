import type { ReactElement } from 'react'
import { z } from 'zod'
import { newPassword, type Person } from '../../../shared/contract/person.ts'
import { personRoutes } from '../../../shared/contract/routes/people.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { showToast } from '../../ui/toast-store.ts'
import { PasswordForOther } from './password-for-other.tsx'
import styles from './person-sheet.module.css'

const schema = z.strictObject({ password: newPassword })

/** Sets a new password; whoever is signed in with the old one is signed out. */
export function NewPassword({ person, isViewer }: { person: Person; isViewer: boolean }): ReactElement {
  const form = useForm({
    saved: { password: '' },
    schema,
    toBody: (values) => values,
    send: (body) => call(personRoutes.changePerson, { params: { id: person.id }, body }),
    onSent: () => void showToast({ words: `${person.name} has a new password. Tell it to them.` }),
  })
  return (
    <form {...form.props} className={stack['stack']}>
      <h3 className={styles['title']}>New password</h3>
      <PasswordForOther
        label="Password"
        value={form.values.password}
        onChange={(password) => form.set('password', password)}
        error={form.problem('password')?.message}
        help={
          isViewer
            ? 'Setting your own signs you out everywhere; sign in with the new one.'
            : 'Setting it signs the person out everywhere. Note it now: it is not shown again.'
        }
      />
      <FormFailure error={form.failure} />
      <div className={stack['actions']}>
        <Button type="submit" busy={form.sending} disabled={!form.dirty}>
          Set the password
        </Button>
      </div>
    </form>
  )
}

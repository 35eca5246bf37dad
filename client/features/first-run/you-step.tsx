import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { PasswordField } from '../../ui/password-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { YouForm } from './use-wizard.ts'
import styles from './wizard.module.css'

/** Who sets it up; the end of the wizard. */
export function YouStep({ form, onBack }: { form: YouForm; onBack: () => void }): ReactElement {
  const { values, set, leave, problem } = form
  return (
    <form {...form.props} className={stack['stack']}>
      <TextField
        label="Name"
        help="As colleagues and answers should say it."
        autoComplete="name"
        autoFocus
        value={values.name}
        onChange={(name) => set('name', name)}
        onBlur={() => values.name !== '' && leave('name')}
        error={problem('name')?.message}
      />
      <TextField
        label="E-mail"
        help="To sign in with. Earshot sends no mail."
        type="email"
        autoComplete="username"
        value={values.email}
        onChange={(email) => set('email', email)}
        onBlur={() => values.email !== '' && leave('email')}
        error={problem('email')?.message}
      />
      <PasswordField
        label="Password"
        help="At least 8 characters. Four or five unrelated words make a good one."
        autoComplete="new-password"
        value={values.password}
        onChange={(password) => set('password', password)}
        onBlur={() => values.password !== '' && leave('password')}
        error={problem('password')?.message}
      />
      <FormFailure error={form.failure} />
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={form.sending}>
          Start listening
        </Button>
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}

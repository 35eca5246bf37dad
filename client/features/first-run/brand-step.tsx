import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { TextField } from '../../ui/text-field.tsx'
import type { BrandForm } from './use-wizard.ts'
import styles from './wizard.module.css'

/** The one thing that must be known: everything else is proposed from it. */
export function BrandStep({ form }: { form: BrandForm }): ReactElement {
  const { values, set, leave, problem } = form
  return (
    <form {...form.props} className={stack['stack']}>
      <TextField
        label="Name of the brand"
        help="As people say it, for example Acme Air. More brands can be added later."
        autoComplete="organization"
        autoFocus
        value={values.name}
        onChange={(name) => set('name', name)}
        onBlur={() => values.name !== '' && leave('name')}
        error={problem('name')?.message}
      />
      <FormFailure error={form.failure} />
      <div className={styles['actions']}>
        <Button type="submit" look="primary" busy={form.sending}>
          Listen for it
        </Button>
      </div>
    </form>
  )
}

import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { QueryField } from '../../ui/query-field.tsx'
import { QueryHelp } from '../../ui/query-help.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { BrandForm } from './use-wizard.ts'
import styles from './wizard.module.css'

export function BrandStep({
  form,
  onName,
  onBack,
}: {
  form: BrandForm
  /** Sets the name, and proposes a query while nobody has written one. */
  onName: (name: string) => void
  onBack: () => void
}): ReactElement {
  const { values, set, leave, problem } = form
  return (
    <form {...form.props} className={stack['stack']}>
      <TextField
        label="Name of the brand"
        autoComplete="off"
        autoFocus
        value={values.name}
        onChange={onName}
        onBlur={() => values.name !== '' && leave('name')}
        error={problem('name')?.message}
      />
      <div className={stack['group']}>
        <QueryField
          label="Query"
          value={values.query}
          onChange={(query) => set('query', query)}
          problem={problem('queries/0/text')}
        />
        <QueryHelp />
      </div>
      <FormFailure error={form.failure} />
      <div className={styles['actions']}>
        <Button type="submit" look="primary">
          Go on to the feed
        </Button>
        <Button look="quiet" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { newPerson, type Person, type PersonRole } from '../../../shared/contract/person.ts'
import { personRoutes } from '../../../shared/contract/routes/people.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { Sheet } from '../../ui/sheet.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { PasswordForOther } from './password-for-other.tsx'
import { RoleSelect } from './role-select.tsx'
import styles from './person-sheet.module.css'

const empty = { name: '', email: '', role: 'agent' as PersonRole, password: '' }

/** Adds a person. There is no mail: the admin tells the password. */
export function AddPerson({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (person: Person) => void
}): ReactElement {
  const client = useQueryClient()
  const form = useForm({
    saved: empty,
    schema: newPerson,
    toBody: (values) => ({ ...values, email: values.email.trim() }),
    send: (body) => call(personRoutes.addPerson, { body }),
    onSent: async (person) => {
      await client.invalidateQueries({ queryKey: queryKeys.people })
      showToast({ words: `${person.name} can sign in now. Tell them the password.` })
      onAdded(person)
    },
  })
  const { values, set, problem } = form

  return (
    <Sheet
      title="Add a person"
      onClose={onClose}
      footer={
        <Button type="submit" form={form.props.id} look="primary" busy={form.sending}>
          Add the person
        </Button>
      }
    >
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <form {...form.props} className={`${stack['stack']} ${styles['narrow']}`}>
        <TextField
          label="Name"
          help="Colleagues see it on every mention that this person owns."
          value={values.name}
          onChange={(name) => set('name', name)}
          onBlur={() => values.name !== '' && form.leave('name')}
          error={problem('name')?.message}
          autoComplete="off"
        />
        <TextField
          label="E-mail"
          type="email"
          help="To sign in with. Earshot sends no mail."
          value={values.email}
          onChange={(email) => set('email', email)}
          onBlur={() => values.email !== '' && form.leave('email')}
          error={problem('email')?.message}
          autoComplete="off"
        />
        <RoleSelect
          value={values.role}
          onChange={(role) => set('role', role)}
          error={problem('role')?.message}
        />
        <PasswordForOther
          label="First password"
          value={values.password}
          onChange={(password) => set('password', password)}
          error={problem('password')?.message}
          help="Note it now and tell it to the person: it is not shown again."
        />
        <FormFailure error={form.failure} />
      </form>
    </Sheet>
  )
}

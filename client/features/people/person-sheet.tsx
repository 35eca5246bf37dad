import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { personChange, type Person } from '../../../shared/contract/person.ts'
import { personRoutes } from '../../../shared/contract/routes/people.ts'
import { call } from '../../lib/api.ts'
import { useForm } from '../../lib/form.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useViewer } from '../../lib/viewer.ts'
import { FormFailure } from '../../ui/form-failure.tsx'
import stack from '../../ui/form-stack.module.css'
import { SaveButtons } from '../../ui/save-buttons.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Time } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { UnsavedGuard } from '../../ui/unsaved-guard.tsx'
import { NewPassword } from './new-password.tsx'
import styles from './person-sheet.module.css'
import { RoleSelect } from './role-select.tsx'
import { whyLocked } from './roles.ts'

/** One person: name, role, whether they can sign in, and a new password. */
export function PersonSheet({
  person,
  people,
  onClose,
}: {
  person: Person
  people: readonly Person[]
  onClose: () => void
}): ReactElement {
  const client = useQueryClient()
  const viewer = useViewer()
  const locked = whyLocked(person, viewer.id, people)
  const refresh = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.people }),
      client.invalidateQueries({ queryKey: queryKeys.colleagues }),
      person.id === viewer.id && client.invalidateQueries({ queryKey: queryKeys.session }),
    ])
  }
  const saved = { name: person.name, role: person.role, disabled: person.disabled }
  const form = useForm({
    saved,
    schema: personChange,
    toBody: (values) => ({
      ...(values.name !== saved.name && { name: values.name }),
      ...(values.role !== saved.role && { role: values.role }),
      ...(values.disabled !== saved.disabled && { disabled: values.disabled }),
    }),
    send: (body) => call(personRoutes.changePerson, { params: { id: person.id }, body }),
    onSent: async ({ name }) => {
      await refresh()
      showToast({ words: `${name} is saved.` })
    },
  })
  const { values, set, problem } = form

  return (
    <Sheet title={person.name} onClose={onClose} footer={<SaveButtons form={form} />}>
      <UnsavedGuard dirty={form.dirty && !form.sending} />
      <div className={styles['parts']}>
        <p className={styles['facts']}>
          <span>{person.email}</span>
          <span>
            added <Time iso={person.createdAt} />
          </span>
        </p>
        <form {...form.props} className={stack['stack']}>
          <TextField
            label="Name"
            value={values.name}
            onChange={(name) => set('name', name)}
            error={problem('name')?.message}
            autoComplete="off"
          />
          <RoleSelect
            value={values.role}
            onChange={(role) => set('role', role)}
            error={problem('role')?.message}
            locked={locked}
          />
          <Switch
            label="Can sign in"
            help={
              person.id === viewer.id
                ? 'This is you.'
                : 'Switched off, their sessions end at once and what they own goes back into the queue.'
            }
            checked={!values.disabled}
            disabled={locked !== null}
            onChange={(can) => set('disabled', !can)}
          />
          <FormFailure error={form.failure} />
        </form>
        <NewPassword person={person} isViewer={person.id === viewer.id} />
      </div>
    </Sheet>
  )
}

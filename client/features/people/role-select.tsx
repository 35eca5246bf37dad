import type { ReactElement } from 'react'
import { personRoles, type PersonRole } from '../../../shared/contract/person.ts'
import { Select } from '../../ui/select.tsx'
import { roleWords } from './roles.ts'

export function RoleSelect({
  value,
  onChange,
  error,
  locked = null,
}: {
  value: PersonRole
  onChange: (role: PersonRole) => void
  error?: string | undefined
  /** Why it cannot be changed. */
  locked?: string | null
}): ReactElement {
  return (
    <Select
      label="Role"
      value={value}
      onChange={onChange}
      error={error}
      help={locked ?? roleWords[value].may}
      disabled={locked !== null}
      options={personRoles.map((role) => ({ value: role, label: roleWords[role].name }))}
    />
  )
}

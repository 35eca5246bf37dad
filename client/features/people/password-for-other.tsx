import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import stack from '../../ui/form-stack.module.css'
import { TextField } from '../../ui/text-field.tsx'
import { suggestPassword } from './suggest-password.ts'

/** A password made for somebody else: readable, because it must be told. */
export function PasswordForOther({
  label,
  value,
  onChange,
  error,
  help,
}: {
  label: string
  value: string
  onChange: (password: string) => void
  error: string | undefined
  help: string
}): ReactElement {
  return (
    <div className={stack['group']}>
      <TextField
        label={label}
        value={value}
        onChange={onChange}
        error={error}
        help={help}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <div className={stack['actions']}>
        <Button size="small" icon="refresh" onClick={() => onChange(suggestPassword())}>
          Suggest one
        </Button>
      </div>
    </div>
  )
}

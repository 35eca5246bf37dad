import type { ReactElement } from 'react'
import type { FieldProblem } from '../../../shared/contract/problems.ts'
import type { Source, SourceField } from '../../../shared/contract/source.ts'
import stack from '../../ui/form-stack.module.css'
import { PasswordField } from '../../ui/password-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './feeds.module.css'

type Props = {
  source: Source
  config: Readonly<Record<string, string>>
  onChange: (config: Record<string, string>) => void
  /** What is wrong with the field at this path: `config/tag`. */
  problem: (path: string) => FieldProblem | undefined
}

/** A source's own form, from its description; what is rarely needed is folded away. */
export function SourceFields({ source, config, onChange, problem }: Props): ReactElement {
  const draw = (field: SourceField): ReactElement => (
    <SourceFieldControl
      key={field.name}
      field={field}
      value={config[field.name] ?? ''}
      onChange={(value) => onChange({ ...config, [field.name]: value })}
      error={problem(`config/${field.name}`)?.message}
    />
  )
  const advanced = source.fields.filter((field) => field.advanced)
  const mustShow = advanced.some(({ name }) => problem(`config/${name}`) !== undefined)
  return (
    <>
      {source.fields.filter((field) => !field.advanced).map(draw)}
      {advanced.length > 0 && (
        <details className={styles['more']} open={mustShow || undefined}>
          <summary>More settings</summary>
          <div className={stack['stack']}>{advanced.map(draw)}</div>
        </details>
      )}
    </>
  )
}

function SourceFieldControl({
  field,
  value,
  onChange,
  error,
}: {
  field: SourceField
  value: string
  onChange: (value: string) => void
  error: string | undefined
}): ReactElement {
  const common = { label: field.label, help: field.help || undefined, error, optional: !field.required }
  if (field.kind === 'choice')
    return (
      <Select {...common} optional={false} value={value} onChange={onChange} options={field.choices ?? []} />
    )
  return (
    <TextField
      {...common}
      {...(field.kind === 'address' && { type: 'url', inputMode: 'url' as const })}
      placeholder={field.placeholder || undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      value={value}
      onChange={onChange}
    />
  )
}

/** The token of a source. What is stored is never shown, only replaced. */
export function CredentialField({
  credential,
  value,
  onChange,
  error,
  autoFocus = false,
}: {
  credential: NonNullable<Source['credential']>
  value: string
  onChange: (value: string) => void
  error: string | undefined
  autoFocus?: boolean
}): ReactElement {
  return (
    <PasswordField
      label={credential.label}
      optional={!credential.required}
      help={`${credential.help} It is stored encrypted, and never shown again.`.trim()}
      autoComplete="off"
      autoFocus={autoFocus}
      value={value}
      onChange={onChange}
      error={error}
    />
  )
}

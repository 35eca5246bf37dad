import type { ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

export type SelectProps<Value extends string> = FieldProps & {
  value: Value
  onChange: (value: Value) => void
  options: readonly { value: Value; label: string }[]
  disabled?: boolean
  name?: string
  className?: string | undefined
}

/** One of a few. The platform's own list: right for keyboards, screen readers and thumbs without code of ours. */
export function Select<Value extends string>({
  label,
  labelHidden,
  help,
  error,
  optional,
  value,
  onChange,
  options,
  className,
  ...rest
}: SelectProps<Value>): ReactElement {
  return (
    <Field {...{ label, help, error }} labelHidden={labelHidden ?? false} optional={optional ?? false}>
      {(control) => (
        <span className={styles['selectBox']}>
          <select
            {...rest}
            {...control}
            className={classNames(styles['input'], styles['select'], className)}
            value={value}
            onChange={(event) => onChange(event.target.value as Value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" size={16} />
        </span>
      )}
    </Field>
  )
}

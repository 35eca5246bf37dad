import type { ComponentPropsWithRef, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'

export type TextFieldProps = FieldProps &
  Omit<ComponentPropsWithRef<'input'>, 'value' | 'onChange' | 'id'> & {
    value: string
    onChange: (value: string) => void
  }

/** One line of text, an address, a number, a date: whatever `type` says. */
export function TextField({
  label,
  labelHidden,
  help,
  error,
  optional,
  value,
  onChange,
  className,
  ...rest
}: TextFieldProps): ReactElement {
  return (
    <Field {...{ label, help, error }} labelHidden={labelHidden ?? false} optional={optional ?? false}>
      {(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          className={classNames(styles['input'], className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

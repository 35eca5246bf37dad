import type { ComponentPropsWithRef, ReactElement } from 'react'
import { classNames } from './class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import styles from './field.module.css'

export type TextAreaProps = FieldProps &
  Omit<ComponentPropsWithRef<'textarea'>, 'value' | 'onChange' | 'id'> & {
    value: string
    onChange: (value: string) => void
  }

/** Several lines of text; grows with them. */
export function TextArea({
  label,
  labelHidden,
  help,
  error,
  optional,
  value,
  onChange,
  className,
  ...rest
}: TextAreaProps): ReactElement {
  return (
    <Field {...{ label, help, error }} labelHidden={labelHidden ?? false} optional={optional ?? false}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          className={classNames(styles['input'], styles['area'], className)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

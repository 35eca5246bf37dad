import { useId, type ReactElement, type ReactNode } from 'react'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

/** What every field of a form has around its control. */
export type FieldProps = {
  label: string
  /** Keeps the label for screen readers only, where the place already says it. */
  labelHidden?: boolean
  /** Says what is expected, below the field. */
  help?: ReactNode
  /** Says what is wrong and what would be right. */
  error?: string | undefined
  optional?: boolean
}

/** What the control must carry so that label, help and error belong to it. */
export type ControlProps = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

/** Label, control, help and error in one shape; the control is drawn by `children`. */
export function Field({
  label,
  labelHidden = false,
  help,
  error,
  optional = false,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }): ReactElement {
  const id = useId()
  const described = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(Boolean)
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={labelHidden ? 'unseen' : styles['label']}>
        {label}
        {optional && <span className={styles['optional']}> (optional)</span>}
      </label>
      {children({
        id,
        ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
        ...(error !== undefined && { 'aria-invalid': true as const }),
      })}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          <Icon name="alert" size={18} />
          {error}
        </p>
      )}
      {help !== undefined && (
        <p id={`${id}-help`} className={styles['help']}>
          {help}
        </p>
      )}
    </div>
  )
}

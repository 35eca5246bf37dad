import { useId, type ReactElement } from 'react'
import styles from './segments.module.css'

/** One of a few, all in sight. Native radio buttons: arrow keys move, screen readers count. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: readonly { value: Value; label: string; spoken?: string }[]
  onChange: (value: Value) => void
}): ReactElement {
  const name = useId()
  return (
    <fieldset className={styles['segments']}>
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles['segment']}>
          <input
            type="radio"
            name={name}
            className="unseen"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.spoken}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

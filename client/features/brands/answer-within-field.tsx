import type { ReactElement } from 'react'
import { Field } from '../../ui/field.tsx'
import fieldStyles from '../../ui/field.module.css'
import { Select } from '../../ui/select.tsx'
import type { AnswerUnit, AnswerWithin } from './answer-within.ts'
import styles from './answer-within-field.module.css'

const units: { value: AnswerUnit; label: string }[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
]

/** In what time ordinary mentions are to be answered: the brand's SLA. */
export function AnswerWithinField({
  value,
  onChange,
  onLeave,
  error,
}: {
  value: AnswerWithin
  onChange: (value: AnswerWithin) => void
  onLeave: () => void
  error: string | undefined
}): ReactElement {
  return (
    <Field
      label="Ordinary mentions are answered within"
      error={error}
      help="What is worse, or may be read by many, is owed an answer sooner: two, four or eight times as fast by how bad it is. The queue is in the order in which answers are due; a change brings what waits into its new order."
    >
      {(control) => (
        <div className={styles['pair']}>
          <input
            {...control}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className={fieldStyles['input']}
            value={value.amount}
            onChange={(event) => onChange({ ...value, amount: event.target.value })}
            onBlur={onLeave}
          />
          <Select
            label="Unit"
            labelHidden
            value={value.unit}
            options={units}
            onChange={(unit) => onChange({ ...value, unit })}
          />
        </div>
      )}
    </Field>
  )
}

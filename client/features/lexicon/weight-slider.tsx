import type { ReactElement } from 'react'
import { nearestStep, weightSteps, weightText } from '../../lib/weight-text.ts'
import { Field } from '../../ui/field.tsx'
import styles from './weight-slider.module.css'

/** How a word counts, in seven steps from much worse (left, as the worst scores are) to much better. */
export function WeightSlider({
  weight,
  onChange,
  error,
}: {
  /** Log-odds of “negative”. */
  weight: number
  onChange: (weight: number) => void
  error?: string | undefined
}): ReactElement {
  return (
    <Field label={`It ${sayText(weight)}`} error={error}>
      {(control) => (
        <>
          <input
            {...control}
            type="range"
            className={styles['slider']}
            min={0}
            max={weightSteps.length - 1}
            step={1}
            value={weightSteps.indexOf(nearestStep(weight))}
            aria-valuetext={weightText(weight)}
            onChange={(event) => onChange(weightSteps[Number(event.target.value)] ?? 0)}
          />
          <span className={styles['ends']} aria-hidden="true">
            <span>much worse</span>
            <span>says nothing</span>
            <span>much better</span>
          </span>
        </>
      )}
    </Field>
  )
}

function sayText(weight: number): string {
  return nearestStep(weight) === 0
    ? 'says nothing: not how a text sounds, and no reason to hurry'
    : `makes a text sound ${weightText(weight)}`
}

import type { ReactElement, ReactNode } from 'react'
import { signed } from '../lib/signed.ts'
import { Field } from './field.tsx'
import styles from './threshold-slider.module.css'

/** From which score down a mention enters the queue: −1 (only the worst) … 1 (whatever is scored). */
export function ThresholdSlider({
  value,
  onChange,
  error,
  help,
  picture,
  meaning,
  valueText,
}: {
  value: number
  onChange: (value: number) => void
  /** Stands right above the slider, on the same scale: as wide, half a thumb in from both ends. */
  picture?: ReactNode
  /** What the chosen value means, right below. */
  meaning?: ReactNode
  /** What the slider says to a screen reader, where that is more than the number. */
  valueText?: string
  error?: string | undefined
  help?: ReactNode
}): ReactElement {
  return (
    <Field label={`Queue what scores ${signed(value)} or lower`} error={error} help={help}>
      {(control) => (
        <>
          {picture}
          <input
            {...control}
            type="range"
            className={styles['slider']}
            min={-1}
            max={1}
            step={0.05}
            value={value}
            aria-valuetext={valueText ?? signed(value)}
            onChange={(event) => onChange(Number(event.target.value))}
          />
          <span className={styles['ends']} aria-hidden="true">
            <span>only the worst</span>
            <span>0: neutral, too</span>
            <span>praise, too</span>
          </span>
          {meaning}
        </>
      )}
    </Field>
  )
}

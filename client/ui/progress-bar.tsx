import type { ReactElement } from 'react'
import styles from './progress-bar.module.css'

/** How much of something is done. Named by the text with this id. */
export function ProgressBar({
  value,
  max,
  labelledBy,
}: {
  value: number
  max: number
  labelledBy: string
}): ReactElement {
  return (
    <progress
      className={styles['bar']}
      aria-labelledby={labelledBy}
      max={Math.max(1, max)}
      value={Math.min(value, Math.max(1, max))}
    />
  )
}

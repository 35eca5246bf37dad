import { useId, type ReactElement } from 'react'
import styles from './label-fill.module.css'
import type { Label } from './labels.ts'
import { LabelPatterns, patternOf } from './label-patterns.tsx'

/** A small field in the fill of a label. */
export function LabelSwatch({ label }: { label: Label }): ReactElement {
  const id = useId()
  return (
    <svg width="14" height="14" aria-hidden="true">
      <LabelPatterns id={id} />
      <rect width="14" height="14" rx="3" className={styles[label]} />
      <rect width="14" height="14" rx="3" fill={patternOf(label, id)} />
    </svg>
  )
}

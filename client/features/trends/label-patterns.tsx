import type { ReactElement } from 'react'
import styles from './label-fill.module.css'
import type { Label } from './labels.ts'

/** The patterns that tell labels apart without colour: lines for positive, dots for what is not scored. */
export function LabelPatterns({ id }: { id: string }): ReactElement {
  return (
    <defs>
      <pattern
        id={`${id}-positive`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="1.6" height="5" className={styles['stroke']} />
      </pattern>
      <pattern id={`${id}-unscored`} width="5" height="5" patternUnits="userSpaceOnUse">
        <circle cx="1.5" cy="1.5" r="1" className={styles['dot']} />
      </pattern>
    </defs>
  )
}

/** The paint that lies over a label's colour. */
export function patternOf(label: Label, id: string): string {
  return label === 'positive' || label === 'unscored' ? `url(#${id}-${label})` : 'none'
}

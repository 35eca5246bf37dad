import type { ReactElement } from 'react'
import { classNames } from '../../ui/class-names.ts'
import styles from './week-bars.module.css'

/** A bar a week, from nothing to full agreement; a week without labels has none. Its numbers stand beside it. */
export function WeekBars({
  weeks,
  large = false,
}: {
  weeks: readonly { labelled: number; agreed: number }[]
  large?: boolean
}): ReactElement {
  return (
    <svg
      className={classNames(styles['bars'], large && styles['large'])}
      viewBox={`0 0 ${weeks.length * step} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className={styles['all']} x1="0" x2={weeks.length * step} y1="0.5" y2="0.5" />
      {weeks.map(({ labelled, agreed }, index) => {
        const height = labelled === 0 ? 0 : Math.max(2, (agreed / labelled) * 100)
        return (
          <rect
            key={index}
            className={styles['bar']}
            x={index * step + 1}
            width={step - 2}
            y={100 - height}
            height={height}
          />
        )
      })}
      <line className={styles['base']} x1="0" x2={weeks.length * step} y1="99.5" y2="99.5" />
    </svg>
  )
}

const step = 10

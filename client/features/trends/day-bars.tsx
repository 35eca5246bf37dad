import type { ReactElement } from 'react'
import styles from './day-bars.module.css'
import { daysText } from './topic-text.ts'

const step = 4
const height = 28

/** Mentions a day as small bars from zero; those of the window are dark. */
export function DayBars({ days, now }: { days: readonly number[]; now: number }): ReactElement {
  const most = Math.max(1, ...days)
  return (
    <svg
      className={styles['bars']}
      viewBox={`0 0 ${days.length * step} ${height}`}
      width={days.length * step}
      height={height}
      role="img"
      aria-label={daysText(days)}
    >
      {days.map((count, day) => {
        // What is not nothing is seen.
        const size = count === 0 ? 1 : Math.max(2, (count / most) * height)
        return (
          <rect
            key={day}
            x={day * step}
            y={height - size}
            width={step - 1}
            height={size}
            data-now={day >= days.length - now || undefined}
          />
        )
      })}
    </svg>
  )
}

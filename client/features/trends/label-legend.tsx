import type { ReactElement } from 'react'
import { BehindLink, type Behind } from './behind.tsx'
import styles from './label-legend.module.css'
import { LabelSwatch } from './label-swatch.tsx'
import { labelNames, labelsInOrder, type LabelCounts } from './labels.ts'

/** What the colours and patterns of the bars mean, with the sum of each, which opens its mentions. */
export function LabelLegend({
  counts,
  behind,
  ghost,
}: {
  counts: LabelCounts
  behind: Behind
  /** How the pale outline is called; null when there is none. */
  ghost: string | null
}): ReactElement {
  return (
    <ul className={styles['legend']} aria-label="Sums by mood">
      {labelsInOrder
        .filter((label) => label !== 'unscored' || counts.unscored > 0)
        .map((label) => (
          <li key={label} className={styles['entry']}>
            <LabelSwatch label={label} />
            {labelNames[label]}
            <strong className={styles['sum']}>
              <BehindLink
                of={{ ...behind, label }}
                count={counts[label]}
                label={`${counts[label]} ${labelNames[label].toLowerCase()}: open these mentions`}
              >
                {counts[label].toLocaleString('en')}
              </BehindLink>
            </strong>
          </li>
        ))}
      {ghost !== null && (
        <li className={styles['entry']}>
          <span className={styles['ghost']} aria-hidden="true" />
          {ghost}
        </li>
      )}
    </ul>
  )
}

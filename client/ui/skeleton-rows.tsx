import type { ReactElement } from 'react'
import { Skeleton } from './skeleton.tsx'
import styles from './skeleton-rows.module.css'

/** A list that is on its way. */
export function SkeletonRows({ count = 5, label }: { count?: number; label: string }): ReactElement {
  return (
    <div aria-busy="true">
      <p className="unseen">{label}</p>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles['row']}>
          <Skeleton width={`${50 + ((index * 17) % 30)}%`} />
          <Skeleton width={`${30 + ((index * 23) % 30)}%`} height="11px" />
        </div>
      ))}
    </div>
  )
}

import type { ReactElement } from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './mention-list-skeleton.module.css'

/** Rows to come. */
export function MentionListSkeleton(): ReactElement {
  return (
    <div className={styles['rows']} role="status" aria-busy="true">
      <span className="unseen">Loading mentions</span>
      {[72, 88, 64, 80, 70, 92, 60].map((width) => (
        <div key={width} className={styles['row']}>
          <Skeleton width="38%" height="12px" />
          <Skeleton width="96%" />
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  )
}

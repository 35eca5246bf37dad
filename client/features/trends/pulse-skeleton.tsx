import type { ReactElement } from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './pulse-page.module.css'

/** Pulse before its figures have come: the same places, empty. */
export function PulseSkeleton(): ReactElement {
  return (
    <div className={styles['report']} aria-busy="true">
      <p className="unseen">Counting</p>
      <Skeleton width="70%" height="30px" />
      <Skeleton height="180px" />
      <Skeleton height="300px" />
      <Skeleton height="140px" />
    </div>
  )
}

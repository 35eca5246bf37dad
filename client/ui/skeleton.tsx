import type { ReactElement } from 'react'
import styles from './skeleton.module.css'

/** A place that text will take. Give its size in CSS lengths; one parent should carry `aria-busy`. */
export function Skeleton({
  width = '100%',
  height = '14px',
}: {
  width?: string
  height?: string
}): ReactElement {
  return <span className={styles['bone']} style={{ width, height }} aria-hidden="true" />
}

import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import type { MentionFilter } from '../../../shared/contract/mention.ts'
import styles from './behind.module.css'

/** The mentions behind a figure, as the queue's screen lists them. */
export type Behind = Partial<MentionFilter>

/** A figure that opens the mentions behind it. Zero has none, and is plain text. */
export function BehindLink({
  of,
  count,
  label,
  children,
}: {
  of: Behind
  /** How many the list holds; none when the figure is no count. */
  count?: number
  /** Says what opens, where the figure alone does not. */
  label: string
  children: ReactNode
}): ReactElement {
  if (count === 0) return <>{children}</>
  return (
    <Link to="/queue" search={of} className={styles['link']} aria-label={label}>
      {children}
    </Link>
  )
}

import type { ReactElement, ReactNode } from 'react'
import styles from './badge.module.css'
import { Icon, type IconName } from './icon.tsx'

export type BadgeTone = 'neutral' | 'negative' | 'positive' | 'warning' | 'accent'

/** A word about a thing. The tone never says more than the word does. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: BadgeTone
  icon?: IconName
  children: ReactNode
}): ReactElement {
  return (
    <span className={styles['badge']} data-tone={tone}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}

import type { ReactElement, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'

/** Something to know, in the place that it is about. A problem is announced when it appears. */
export function Notice({
  tone = 'neutral',
  children,
}: {
  tone?: 'neutral' | 'warning' | 'problem'
  children: ReactNode
}): ReactElement {
  return (
    <div className={styles['notice']} data-tone={tone} role={tone === 'problem' ? 'alert' : undefined}>
      <Icon name={tone === 'neutral' ? 'info' : 'alert'} size={18} />
      <div className={styles['words']}>{children}</div>
    </div>
  )
}

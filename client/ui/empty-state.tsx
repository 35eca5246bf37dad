import type { ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import styles from './state-screens.module.css'

/** Nothing is here, and that is true and useful to know. Children are actions. */
export function EmptyState({
  icon = 'inbox',
  title,
  words,
  children,
}: {
  icon?: IconName
  title: string
  words?: ReactNode
  children?: ReactNode
}): ReactElement {
  return (
    <div className={styles['state']}>
      <span className={styles['mark']}>
        <Icon name={icon} size={22} />
      </span>
      <p className={styles['title']}>{title}</p>
      {words !== undefined && <p className={styles['words']}>{words}</p>}
      {children !== undefined && <div className={styles['actions']}>{children}</div>}
    </div>
  )
}

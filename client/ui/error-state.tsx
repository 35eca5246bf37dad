import type { ReactElement } from 'react'
import { problemText } from '../lib/problem-text.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import styles from './state-screens.module.css'

/** Something could not be had: what it was, why, and the way on. */
export function ErrorState({
  title = 'This could not be loaded',
  error,
  onRetry,
}: {
  title?: string
  error: unknown
  onRetry?: () => void
}): ReactElement {
  return (
    <div className={styles['state']} role="alert">
      <span className={styles['mark']}>
        <Icon name="alert" size={22} />
      </span>
      <p className={styles['title']}>{title}</p>
      <p className={styles['words']}>{problemText(error)}</p>
      {onRetry !== undefined && (
        <div className={styles['actions']}>
          <Button icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}

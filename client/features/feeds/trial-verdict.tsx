import type { ReactElement } from 'react'
import type { Trial } from '../../lib/feed-trial.ts'
import { problemText } from '../../lib/problem-text.ts'
import { Notice } from '../../ui/notice.tsx'
import styles from './feeds.module.css'

/** Whether a feed can be heard, or why not. Announced when it is known. */
export function TrialVerdict({ trial, streamed }: { trial: Trial; streamed: boolean }): ReactElement | null {
  if (trial.state === 'none') return null
  if (trial.state === 'running')
    return (
      <p role="status" className={styles['quiet']}>
        {streamed ? 'Listening for some seconds …' : 'Fetching it …'}
      </p>
    )
  if (trial.state === 'failed') return <Notice tone="problem">{problemText(trial.error)}</Notice>
  const { ok, problem, title, itemCount } = trial.result
  if (!ok) return <Notice tone="problem">{problem?.detail ?? 'It could not be heard.'}</Notice>
  return (
    <p role="status">
      <strong>It works.</strong>{' '}
      {streamed
        ? `${itemCount} posts were heard in some seconds.`
        : `${title || 'It'} has ${itemCount === 1 ? '1 item' : `${itemCount} items`} now.`}
    </p>
  )
}

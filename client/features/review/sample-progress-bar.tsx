import { useId, type ReactElement } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { isLookedAt } from './sample-progress.ts'
import styles from './sample-review.module.css'
import { progressText } from './sample-text.ts'

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'UTC',
})

/** Samples are drawn by the days of UTC. */
function dayText(day: string): string {
  return day === new Date().toISOString().slice(0, 10) ? 'today' : `on ${dayFormat.format(new Date(day))}`
}

/** What a sample is, when it was drawn, and how much of it is looked at. */
export function SampleProgress({
  cards,
  day,
}: {
  cards: readonly MentionCard[]
  /** ISO 8601 date. */
  day: string | null
}): ReactElement {
  const id = useId()
  return (
    <div className={styles['progress']}>
      <p className={styles['what']}>
        These did not enter the queue. They were drawn by lot
        {day !== null && ` ${dayText(day)}`}: how they sound to you shows what it misses.
      </p>
      <p id={id} className={styles['count']} role="status">
        {progressText(cards)}
      </p>
      <ProgressBar labelledBy={id} value={cards.filter(isLookedAt).length} max={cards.length} />
    </div>
  )
}

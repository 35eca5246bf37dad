import type { ReactElement } from 'react'
import { resultOf, type Trial } from '../../lib/feed-trial.ts'
import { Notice } from '../../ui/notice.tsx'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import styles from './feeds.module.css'

/** What a tested feed holds now, as queries and thresholds would see it, and what its address or document has said. */
export function TriedItems({
  trial,
  about,
}: {
  trial: Trial
  about: string | undefined
}): ReactElement | null {
  const result = resultOf(trial)
  if (result === null || !result.ok) return null
  const { items, itemCount, matched, queued, duplicates, warnings } = result
  return (
    <section className={styles['tried']} aria-label="What it holds now" aria-busy={trial.state === 'running'}>
      <h3 className={styles['title']}>What it holds now</h3>
      <p role="status">
        {about !== undefined
          ? `All ${itemCount} will be mentions of ${about}.`
          : matched === 0
            ? 'None of its items matches, which is no fault: matching ones are mentions as they come.'
            : `${matched} of ${itemCount} would match, and ${queued} of these would be queued.`}
        {duplicates > 0 &&
          ` ${duplicates === 1 ? '1 is' : `${duplicates} are`} heard already: what is one post stays one mention.`}
      </p>
      {warnings.length > 0 && (
        <Notice tone="warning">
          {warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
      {items.length > 0 && <PreviewedItems label="Items of the feed" items={items} />}
      {itemCount > items.length && items.length > 0 && (
        <p className={styles['quiet']}>
          These are {items.length} of {itemCount}, matching ones first.
        </p>
      )}
    </section>
  )
}

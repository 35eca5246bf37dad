import type { ReactElement } from 'react'
import { newestMatches, resultOf, type Trial } from '../../lib/feed-trial.ts'
import { PreviewedItems } from '../../ui/previewed-items.tsx'
import styles from './wizard.module.css'

/** The newest posts that the chosen feeds would bring, before anything is saved. */
export function FirstMentions({ trials, brand }: { trials: readonly Trial[]; brand: string }): ReactElement {
  const items = newestMatches(trials)
  const running = trials.some(({ state }) => state === 'running' || state === 'none')
  const heard = trials.some((trial) => resultOf(trial)?.ok === true)
  return (
    <section className={styles['mentions']} aria-label="First mentions" aria-busy={running}>
      <h2 className={styles['subtitle']}>First mentions</h2>
      <p role="status" className={styles['words']}>
        {items.length > 0
          ? `The newest that are said about ${brand} now.`
          : running
            ? 'The feeds are being read …'
            : heard
              ? 'Nothing matches at the moment. It is heard as soon as somebody says it.'
              : 'Nothing could be heard yet. Mentions come as soon as a feed can be reached.'}
      </p>
      {items.length > 0 && <PreviewedItems label="First mentions" items={items} />}
    </section>
  )
}

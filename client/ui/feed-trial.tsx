import type { ReactElement } from 'react'
import { z } from 'zod'
import type { FeedTest } from '../../shared/contract/feed.ts'
import type { Trial } from '../lib/feed-trial.ts'
import { problemText } from '../lib/problem-text.ts'
import { Button } from './button.tsx'
import styles from './feed-trial.module.css'
import { Notice } from './notice.tsx'
import { PreviewedItems } from './previewed-items.tsx'

/** Whether a feed can be heard and what it holds, or why not and what to try instead. Announced when it arrives. */
export function FeedVerdict({
  trial,
  about,
  onUse,
}: {
  trial: Trial
  /** When everything in the feed is about one brand, its name. */
  about?: string | undefined
  /** Takes one of the addresses that a web page offers, and tests it. */
  onUse: (url: string) => void
}): ReactElement {
  return (
    <div className={styles['verdict']} aria-busy={trial.state === 'running'}>
      <p role="status">
        {trial.state === 'running' && <span className={styles['quiet']}>Fetching the feed …</span>}
        {trial.state === 'done' && trial.result.ok && heardWords(trial.result, about)}
      </p>
      {trial.state === 'failed' && <Notice tone="problem">{problemText(trial.error)}</Notice>}
      {trial.state === 'done' && !trial.result.ok && <Unheard result={trial.result} onUse={onUse} />}
      {trial.state === 'done' && trial.result.ok && trial.result.warnings.length > 0 && (
        <Notice tone="warning">
          {trial.result.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Notice>
      )}
    </div>
  )
}

/** The items that a tested feed holds now, as queries and threshold would see them. */
export function FeedTrialItems({
  trial,
  heading: Heading = 'h3',
}: {
  trial: Trial
  heading?: 'h2' | 'h3'
}): ReactElement | null {
  if (trial.state !== 'done' || trial.result.items.length === 0) return null
  const { items, itemCount } = trial.result
  return (
    <section className={styles['items']}>
      <Heading className={styles['title']}>What it holds now</Heading>
      <PreviewedItems label="Items of the feed" items={items} />
      {itemCount > items.length && (
        <p className={styles['quiet']}>
          These are {items.length} of {itemCount}, matching ones first.
        </p>
      )}
    </section>
  )
}

function heardWords(
  { title, itemCount, matched, queued }: FeedTest,
  about: string | undefined,
): ReactElement {
  return (
    <>
      <strong>It works.</strong> {title || 'The feed'} has {itemCount === 1 ? '1 item' : `${itemCount} items`}{' '}
      now
      {about !== undefined
        ? `, and all of them will be mentions of ${about}.`
        : matched === 0
          ? '. None of them matches, which is no fault: matching ones are mentions as they come.'
          : `: ${matched} would match, and ${queued} of these would be queued.`}
    </>
  )
}

const discovered = z.array(z.object({ url: z.string(), title: z.string().nullish() }))

function Unheard({ result, onUse }: { result: FeedTest; onUse: (url: string) => void }): ReactElement {
  const offered = discovered.safeParse(result.problem?.facts?.['discovered']).data ?? []
  return (
    <Notice tone="problem">
      {offered.length === 0 ? (
        <p>{result.problem?.detail ?? 'The feed could not be heard.'}</p>
      ) : (
        <>
          <p>
            This address is a web page, not a feed. The page offers {offered.length === 1 ? 'one' : 'these'}:
          </p>
          <ul className={styles['offers']}>
            {offered.map(({ url, title }) => (
              <li key={url} className={styles['offer']}>
                <span className={styles['address']}>
                  {title && <strong>{title}</strong>}
                  <span>{url}</span>
                </span>
                <Button size="small" onClick={() => onUse(url)} aria-label={`Use ${title || url}`}>
                  Use this
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  )
}

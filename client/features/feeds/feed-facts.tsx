import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { addressWords } from '../../lib/feed-name.ts'
import { useNow } from '../../lib/now.ts'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { FeedBadge } from './feed-badge.tsx'
import styles from './feed-sheet.module.css'

/** How a feed is doing and what it brought; when it fails, why, in plain words. */
export function FeedFacts({ feed }: { feed: Feed }): ReactElement {
  const now = useNow()
  const soon = feed.nextCheckAt === null || Date.parse(feed.nextCheckAt) <= now + 60_000
  return (
    <>
      <p className={styles['head']}>
        <FeedBadge feed={feed} />
        <a href={feed.url} target="_blank" rel="noreferrer" className={styles['address']}>
          {addressWords(feed.url)}
        </a>
      </p>
      {feed.health === 'failing' && feed.lastProblem !== null && (
        <Notice tone="problem">
          <p>{feed.lastProblem.detail}</p>
          <p>
            {feed.consecutiveFailures === 1
              ? 'The last check failed.'
              : `The last ${feed.consecutiveFailures} checks failed.`}{' '}
            It is tried again by itself, a little less often each time.
          </p>
        </Notice>
      )}
      <dl className={styles['facts']}>
        <Fact name="Last success" iso={feed.lastSuccessAt} none="never yet" />
        <Fact name="Last new item" iso={feed.lastNewItemAt} none="none yet" />
        {feed.enabled && <Fact name="Next check" iso={soon ? null : feed.nextCheckAt} none="in a moment" />}
        <div>
          <dt>Items</dt>
          <dd>{feed.items.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>Mentions</dt>
          <dd>
            <Link to="/queue" search={{ lane: 'stream', feedId: feed.id }}>
              {feed.mentions.toLocaleString('en')}
            </Link>
          </dd>
        </div>
      </dl>
    </>
  )
}

function Fact({ name, iso, none }: { name: string; iso: string | null; none: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{iso === null ? none : <Time iso={iso} />}</dd>
    </div>
  )
}

import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { addressWords } from '../../lib/feed-name.ts'
import { useNow } from '../../lib/now.ts'
import { Time } from '../../ui/time.tsx'
import { FeedBadge } from './feed-badge.tsx'
import { FeedNotices } from './feed-notices.tsx'
import { quotaText, rhythmText, trafficText } from './feed-words.ts'
import styles from './feeds.module.css'

/** How a feed is doing and what it brought; when something is the matter, what, in plain words. */
export function FeedFacts({ feed, sourceName }: { feed: Feed; sourceName: string }): ReactElement {
  const quota = quotaText(feed)
  return (
    <>
      <p className={styles['head']}>
        <FeedBadge feed={feed} />
        {sourceName !== feed.title && <span className={styles['quiet']}>{sourceName}</span>}
        <a href={feed.url} target="_blank" rel="noreferrer" className={styles['address']}>
          {addressWords(feed.address)}
        </a>
      </p>
      <FeedNotices feed={feed} />
      <dl className={styles['facts']}>
        <Moment
          name={feed.streamed ? 'Last heard from' : 'Last success'}
          iso={feed.lastSuccessAt}
          none="never yet"
        />
        <Moment name="Last new item" iso={feed.lastNewItemAt} none="none yet" />
        <Fact name="Usual rhythm">{rhythmText(feed.rhythmSeconds)}</Fact>
        <Next feed={feed} />
        <Fact name="Items">{feed.items.toLocaleString('en')}</Fact>
        <Fact name="Mentions">
          <Link to="/queue" search={{ lane: 'stream', feedId: feed.id }}>
            {feed.mentions.toLocaleString('en')}
          </Link>
        </Fact>
        <Fact name="Fetched" wide>
          {trafficText(feed)}
        </Fact>
        {quota !== null && (
          <Fact name="Limit of the source" wide>
            {quota}
            {feed.quota?.resetAt && (
              <>
                {', anew '}
                <Time iso={feed.quota.resetAt} />
              </>
            )}
          </Fact>
        )}
        {feed.push !== null && (
          <Fact name="Pushed by its hub" wide>
            <Push push={feed.push} />
          </Fact>
        )}
      </dl>
    </>
  )
}

function Next({ feed }: { feed: Feed }): ReactElement | null {
  const now = useNow()
  if (!feed.enabled) return null
  if (feed.streamed)
    return (
      <Fact name="Next check">
        {feed.health === 'failing' ? 'connects again by itself' : 'it listens all the time'}
      </Fact>
    )
  const soon = feed.nextCheckAt === null || Date.parse(feed.nextCheckAt) <= now + 60_000
  return <Moment name="Next check" iso={soon ? null : feed.nextCheckAt} none="in a moment" />
}

function Push({ push }: { push: NonNullable<Feed['push']> }): ReactElement {
  if (push.state === 'asked') return <>asked for, not confirmed yet</>
  if (push.state === 'refused') return <>refused{push.detail !== null && `: ${push.detail}`}</>
  if (push.state === 'ended') return <>ended{push.detail !== null && `: ${push.detail}`}</>
  return (
    <>
      yes, so that checks can be rare
      {push.lastPushAt !== null && (
        <>
          {'; last '}
          <Time iso={push.lastPushAt} />
        </>
      )}
      {push.leaseUntil !== null && (
        <>
          {'; renewed before it ends '}
          <Time iso={push.leaseUntil} />
        </>
      )}
    </>
  )
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }): ReactElement {
  return (
    <div data-wide={wide || undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Moment({ name, iso, none }: { name: string; iso: string | null; none: string }): ReactElement {
  return <Fact name={name}>{iso === null ? none : <Time iso={iso} />}</Fact>
}

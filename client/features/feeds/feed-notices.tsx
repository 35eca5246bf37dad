import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { useNow } from '../../lib/now.ts'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { rhythmText } from './feed-words.ts'

/** What is the matter with a feed, and what happens about it. */
export function FeedNotices({ feed }: { feed: Feed }): ReactElement {
  return (
    <>
      {feed.blocked !== null && (
        <Notice tone="warning">
          <p>{feed.blocked.detail}</p>
          <p>
            {feed.host} is left alone until <Clock iso={feed.blocked.until} /> (
            <Time iso={feed.blocked.until} />
            ), all feeds of it. Then they are checked by themselves.
          </p>
        </Notice>
      )}
      {feed.lastProblem !== null && feed.consecutiveFailures > 0 && (
        <Notice tone={feed.enabled ? 'problem' : 'warning'}>
          <p>{feed.lastProblem.detail}</p>
          <p>
            {feed.consecutiveFailures === 1
              ? 'The last check failed.'
              : `The last ${feed.consecutiveFailures.toLocaleString('en')} checks failed.`}{' '}
            {!feed.enabled
              ? 'It is switched off.'
              : feed.streamed
                ? 'It connects again by itself.'
                : 'It is tried again by itself, a little less often each time.'}
          </p>
        </Notice>
      )}
      {feed.silentSince !== null && feed.enabled && feed.consecutiveFailures === 0 && (
        <Notice tone="warning">
          <p>
            It has been unusually silent: it says something new {rhythmText(feed.rhythmSeconds)}, but nothing
            has come since <Time iso={feed.lastNewItemAt ?? feed.silentSince} />.
          </p>
          <p>It answers as it should. Look whether it has moved, or has an end.</p>
        </Notice>
      )}
    </>
  )
}

function Clock({ iso }: { iso: string }): ReactElement {
  const at = new Date(iso)
  const sameDay = at.toDateString() === new Date(useNow()).toDateString()
  const words = new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    ...(!sameDay && { weekday: 'short' }),
  }).format(at)
  return <time dateTime={iso}>{words}</time>
}

import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { useNow } from '../../lib/now.ts'
import { Notice } from '../../ui/notice.tsx'
import { Time } from '../../ui/time.tsx'
import { rhythmText } from './feed-words.ts'

/** What is the matter with a feed, and what happens about it. */
export function FeedNotices({ feed }: { feed: Feed }): ReactElement {
  const { blocked, lastProblem, silentSince, enabled, consecutiveFailures: failures } = feed
  // A refusal that led to the block is said by the block.
  const isTold = blocked !== null && lastProblem?.code === 'feed_rate_limited'
  return (
    <>
      {blocked !== null && (
        <Notice tone="warning">
          <p>{blocked.detail}</p>
          <p>
            Nothing is asked of it until <Clock iso={blocked.until} />, <Time iso={blocked.until} />. Then all
            feeds of {feed.host} are checked again by themselves.
          </p>
        </Notice>
      )}
      {lastProblem !== null && (failures > 0 || !enabled) && !isTold && (
        <Notice tone={enabled ? 'problem' : 'warning'}>
          <p>{lastProblem.detail}</p>
          <p>
            {failures > 0 && triesText(failures, feed.streamed)} {nextText(feed)}
          </p>
        </Notice>
      )}
      {silentSince !== null && enabled && failures === 0 && (
        <Notice tone="warning">
          <p>
            It is unusually silent: it says something new {rhythmText(feed.rhythmSeconds)}, but the newest
            came <Time iso={feed.lastNewItemAt ?? silentSince} />.
          </p>
          <p>It answers as it should. Look whether it has moved, or has ended.</p>
        </Notice>
      )}
    </>
  )
}

function triesText(failures: number, streamed: boolean): string {
  const what = streamed ? 'attempt' : 'check'
  return failures === 1
    ? `The last ${what} failed.`
    : `The last ${failures.toLocaleString('en')} ${what}s failed.`
}

function nextText({ enabled, streamed }: Feed): string {
  if (!enabled) return 'It is switched off.'
  return streamed
    ? 'It connects again by itself.'
    : 'It is tried again by itself, a little less often each time.'
}

/** The time of day, with the day when it is another. */
function Clock({ iso }: { iso: string }): ReactElement {
  const at = new Date(iso)
  const sameDay = at.toDateString() === new Date(useNow()).toDateString()
  const words = new Intl.DateTimeFormat(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    ...(!sameDay && { weekday: 'long' }),
  }).format(at)
  return <time dateTime={iso}>{words}</time>
}

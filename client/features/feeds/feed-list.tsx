import { useState, type ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { feedName } from '../../lib/feed-name.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { Time } from '../../ui/time.tsx'
import { FeedBadge } from './feed-badge.tsx'
import { rhythmText } from './feed-words.ts'
import styles from './feeds.module.css'
import { byUrgency, groups, standingOf } from './health.ts'

const pageSize = 200

/** Feeds in the order in which they need somebody; long lists a page at a time. */
export function FeedList({ feeds, all }: { feeds: readonly Feed[]; all: number }): ReactElement {
  const [shown, setShown] = useState(pageSize)
  if (all === 0)
    return (
      <EmptyState
        icon="feed"
        title="Nowhere is listened yet"
        words="Add the first feed: any address is enough."
      />
    )
  if (feeds.length === 0)
    return <EmptyState icon="search" title="No feed is like that" words={`Look for less among the ${all}.`} />
  const page = feeds.toSorted(byUrgency).slice(0, shown)
  return (
    <>
      {groups.map(({ name, holds }) => {
        const rows = page.filter((feed) => (holds as readonly string[]).includes(standingOf(feed)))
        if (rows.length === 0) return null
        return (
          <section key={name} className={styles['group']}>
            <h2 className={styles['groupName']}>{name}</h2>
            <RowList label={name}>
              {rows.map((feed) => (
                <Row
                  key={feed.id}
                  to="/setup/feeds"
                  id={feed.id}
                  name={feedName(feed)}
                  muted={!feed.enabled}
                  end={<FeedBadge feed={feed} />}
                  detail={<Detail feed={feed} />}
                />
              ))}
            </RowList>
          </section>
        )
      })}
      {feeds.length > shown && (
        <p className={styles['all']}>
          <Button size="small" onClick={() => setShown(shown + pageSize)}>
            Show {Math.min(pageSize, feeds.length - shown)} more of {feeds.length}
          </Button>
        </p>
      )}
    </>
  )
}

function Detail({ feed }: { feed: Feed }): ReactElement {
  const standing = standingOf(feed)
  if (standing === 'failing' && feed.lastProblem !== null) return <>{feed.lastProblem.detail}</>
  if (standing === 'off' && feed.lastProblem !== null) return <>{feed.lastProblem.detail}</>
  if (standing === 'blocked' && feed.blocked !== null) return <>{feed.blocked.detail}</>
  if (standing === 'silent')
    return (
      <>
        newest {feed.lastNewItemAt !== null && <Time iso={feed.lastNewItemAt} />}, usually{' '}
        {rhythmText(feed.rhythmSeconds)}
      </>
    )
  if (feed.lastCheckedAt === null)
    return <>{feed.streamed ? 'It connects now.' : 'It is checked in a moment.'}</>
  return (
    <>
      {feed.mentions.toLocaleString('en')} mentions of {feed.items.toLocaleString('en')} items
      {feed.lastNewItemAt !== null && (
        <>
          {' · new '}
          <Time iso={feed.lastNewItemAt} />
        </>
      )}
    </>
  )
}

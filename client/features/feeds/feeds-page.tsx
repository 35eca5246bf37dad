import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { Feed } from '../../../shared/contract/feed.ts'
import { can } from '../../../shared/contract/rights.ts'
import { feedName } from '../../lib/feed-name.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { brandsQuery, feedsQuery } from '../../lib/queries.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ForbiddenState } from '../../ui/forbidden-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Time } from '../../ui/time.tsx'
import { AddFeed } from './add-feed.tsx'
import { FeedBadge } from './feed-badge.tsx'
import { FeedSheet } from './feed-sheet.tsx'
import { byUrgency, feedsSummary, isBusy } from './health.ts'

const soonMs = 1000
const calmMs = 20_000

const place = getRouteApi('/signed-in/setup/feeds')

/** Setup: where is listened, and how each feed is doing. */
export function FeedsPage(): ReactElement {
  usePageTitle('Feeds')
  const viewer = useViewer()
  if (!can(viewer, 'feed:read')) return <ForbiddenState what="Feeds" who="managers and admins" />
  return <Feeds mayWrite={can(viewer, 'feed:write')} />
}

function Feeds({ mayWrite }: { mayWrite: boolean }): ReactElement {
  const { selected } = place.useSearch()
  const navigate = useNavigate({ from: '/setup/feeds' })
  const feeds = useQuery({
    ...feedsQuery,
    // A change of health is told live. Figures that every check moves are asked for: often while the open feed is
    // being checked, else now and then.
    refetchInterval: ({ state }) => {
      const feed = state.data?.find(({ id }) => id === selected)
      return feed !== undefined && isBusy(feed, Date.now()) ? soonMs : calmMs
    },
  })
  const brands = useQuery(brandsQuery).data ?? []
  const open = feeds.data?.find(({ id }) => id === selected)
  const close = (): void => void navigate({ search: {} })

  const sheet =
    selected === 'new' && mayWrite ? (
      <AddFeed
        key="new"
        brands={brands}
        onClose={close}
        onAdded={({ id }) => void navigate({ search: { selected: id }, ignoreBlocker: true, replace: true })}
      />
    ) : open === undefined ? null : (
      <FeedSheet key={open.id} feed={open} brands={brands} mayWrite={mayWrite} onClose={close} />
    )

  return (
    <ListAndSheet
      title="Feeds"
      action={
        mayWrite && (
          <Button
            look={selected === undefined ? 'primary' : 'plain'}
            icon="plus"
            onClick={() => void navigate({ search: { selected: 'new' } })}
          >
            Add a feed
          </Button>
        )
      }
      list={
        feeds.data !== undefined ? (
          <FeedList feeds={feeds.data} />
        ) : feeds.isPending ? (
          <SkeletonRows label="Loading feeds" />
        ) : (
          <ErrorState error={feeds.error} onRetry={() => void feeds.refetch()} />
        )
      }
      sheet={sheet}
      hint={
        <EmptyState
          icon="feed"
          title={feeds.data === undefined ? 'No feed is open' : feedsSummary(feeds.data)}
          words={
            feeds.data?.length === 0
              ? 'Add the address of an RSS, Atom or JSON feed. It is tested before it is saved.'
              : 'Choose one to see its last checks and what it brought.'
          }
        />
      }
    />
  )
}

function FeedList({ feeds }: { feeds: readonly Feed[] }): ReactElement {
  if (feeds.length === 0)
    return (
      <EmptyState
        icon="feed"
        title="Nowhere is listened yet"
        words="Add the first feed: its address is enough."
      />
    )
  return (
    <RowList label="Feeds">
      {feeds.toSorted(byUrgency).map((feed) => (
        <Row
          key={feed.id}
          to="/setup/feeds"
          id={feed.id}
          name={feedName(feed)}
          muted={feed.health === 'off'}
          end={<FeedBadge feed={feed} />}
          detail={
            feed.health === 'failing' && feed.lastProblem !== null ? (
              feed.lastProblem.detail
            ) : feed.lastCheckedAt === null ? (
              'not checked yet'
            ) : (
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
        />
      ))}
    </RowList>
  )
}

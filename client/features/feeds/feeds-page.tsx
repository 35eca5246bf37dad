import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import { can } from '../../../shared/contract/rights.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { call } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/page-title.ts'
import { problemText } from '../../lib/problem-text.ts'
import { brandsQuery } from '../../lib/queries/brands.ts'
import { feedsQuery, sourcesQuery } from '../../lib/queries/feeds.ts'
import { useViewer } from '../../lib/viewer.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ForbiddenState } from '../../ui/forbidden-state.tsx'
import { ListAndSheet } from '../../ui/list-and-sheet.tsx'
import { Menu } from '../../ui/menu.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { AddFeed } from './add-feed.tsx'
import { FeedFilters } from './feed-filters.tsx'
import { FeedList } from './feed-list.tsx'
import { FeedSheet } from './feed-sheet.tsx'
import styles from './feeds.module.css'
import { filtered, isFiltered } from './find.ts'
import { feedsSummary, isBusy } from './health.ts'
import { OpmlImport } from './opml-import.tsx'
import { saveText } from './save-text.ts'

const soonMs = 1000
const calmMs = 20_000
/** A short list is seen at a glance: nothing need be found in it. */
const fewFeeds = 6

const place = getRouteApi('/signed-in/setup/feeds')

/** Setup: where is listened, and how each feed is doing. */
export function FeedsPage(): ReactElement {
  usePageTitle('Feeds')
  const viewer = useViewer()
  if (!can(viewer, 'feed:read')) return <ForbiddenState what="Feeds" who="managers and admins" />
  return <Feeds mayWrite={can(viewer, 'feed:write')} />
}

function Feeds({ mayWrite }: { mayWrite: boolean }): ReactElement {
  const { selected, ...filter } = place.useSearch()
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
  const sources = useQuery(sourcesQuery).data ?? []
  const open = feeds.data?.find(({ id }) => id === selected)
  const go = (to: number | 'new' | undefined, options = {}): void =>
    void navigate({
      search: { ...filter, ...(to !== undefined && { selected: to }) },
      ...options,
    })
  const close = (): void => go(undefined)

  const sheet =
    selected === 'new' && mayWrite ? (
      <AddFeed
        key="new"
        brands={brands}
        feeds={feeds.data ?? []}
        onClose={close}
        onAdded={(feed) => go(feed?.id, { ignoreBlocker: true, replace: true })}
      />
    ) : open === undefined ? null : (
      <FeedSheet key={open.id} feed={open} brands={brands} mayWrite={mayWrite} onClose={close} />
    )

  return (
    <ListAndSheet
      title="Feeds"
      action={
        <div className={styles['actions']}>
          <OpmlMenu mayWrite={mayWrite} hasFeeds={(feeds.data?.length ?? 0) > 0} />
          {mayWrite && (
            <Button icon="plus" onClick={() => go('new')}>
              Add a feed
            </Button>
          )}
        </div>
      }
      list={
        feeds.data !== undefined ? (
          <>
            {(feeds.data.length > fewFeeds || isFiltered(filter)) && (
              <FeedFilters
                feeds={feeds.data}
                sources={sources}
                filter={filter}
                onChange={(next) =>
                  void navigate({
                    search: { ...next, ...(selected !== undefined && { selected }) },
                    replace: true,
                  })
                }
              />
            )}
            <FeedList feeds={filtered(feeds.data, filter)} all={feeds.data.length} />
          </>
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
              ? 'Paste any address: what can be listened to there is found, and tested before it is saved.'
              : 'Choose one to see its last checks and what it brought.'
          }
        />
      }
    />
  )
}

/** Lists of feeds from and for other programs. */
function OpmlMenu({ mayWrite, hasFeeds }: { mayWrite: boolean; hasFeeds: boolean }): ReactElement {
  const [importing, setImporting] = useState(false)
  const save = useMutation({
    mutationFn: () => call(feedRoutes.exportOpml, {}),
    onSuccess: ({ opml }) => saveText('earshot-feeds.opml', 'text/x-opml', opml),
    onError: (error) => showToast({ words: problemText(error), tone: 'problem' }),
  })
  return (
    <>
      <Menu
        label="More about feeds"
        items={[
          ...(mayWrite
            ? [
                {
                  id: 'import',
                  label: 'Import OPML',
                  detail: 'Feeds of another program',
                  icon: 'claim' as const,
                  onAction: () => setImporting(true),
                },
              ]
            : []),
          {
            id: 'export',
            label: 'Export OPML',
            detail: 'Feeds that have an address of their own',
            icon: 'release' as const,
            disabled: !hasFeeds,
            onAction: () => save.mutate(),
          },
        ]}
        trigger={(props) => (
          <Button {...props} look="quiet" icon="more" aria-label="More" busy={save.isPending} />
        )}
      />
      {importing && <OpmlImport onClose={() => setImporting(false)} />}
    </>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Feed, FeedCheck } from '../../../shared/contract/feed.ts'
import { feedRoutes } from '../../../shared/contract/routes/feeds.ts'
import { call } from '../../lib/api.ts'
import { addressWords } from '../../lib/feed-name.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SkeletonRows } from '../../ui/skeleton-rows.tsx'
import { Table, type Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { bytesText, outcomeText, stretchText, tookText } from './feed-words.ts'
import styles from './feeds.module.css'

const checkColumns: readonly Column<FeedCheck>[] = [
  { key: 'when', title: 'When', rowHeader: true, cell: When },
  { key: 'outcome', title: 'Outcome', cell: (check) => <Outcome check={check} /> },
  { key: 'new', title: 'New', numeric: true, cell: (check) => check.newItems },
  { key: 'mentions', title: 'Mentions', numeric: true, cell: (check) => check.mentions },
  { key: 'status', title: 'Status', numeric: true, cell: (check) => check.httpStatus ?? '–' },
  { key: 'bytes', title: 'Size', numeric: true, cell: (check) => bytesText(check.bytes) },
  { key: 'took', title: 'Took', numeric: true, cell: (check) => tookText(check.durationMs) },
]

/** A stream is listened to without end; how it went is noted about once a minute. */
const stretchColumns: readonly Column<FeedCheck>[] = checkColumns
  .filter(({ key }) => key !== 'status')
  .map((column) => (column.key === 'outcome' ? { ...column, cell: stretchText } : column))

/** More only on demand: the settings stand below. */
const shownAtFirst = 10

/** The last checks of a feed. They are fetched again when there was another. */
export function FeedChecks({
  feed: { id, lastCheckedAt, streamed },
}: {
  feed: Pick<Feed, 'id' | 'lastCheckedAt' | 'streamed'>
}): ReactElement {
  const [all, setAll] = useState(false)
  const checks = useQuery({
    queryKey: [...queryKeys.feedChecks(id), lastCheckedAt],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => (await call(feedRoutes.feedChecks, { params: { id }, signal })).checks,
  })
  if (checks.isPending) return <SkeletonRows count={3} label="Loading the last checks" />
  if (checks.data === undefined)
    return <ErrorState error={checks.error} onRetry={() => void checks.refetch()} />
  if (checks.data.length === 0)
    return <p>{streamed ? 'Nothing was noted yet.' : 'It was not checked yet.'}</p>
  return (
    <>
      <Table
        caption={streamed ? 'Last stretches' : 'Last checks'}
        captionHidden
        columns={streamed ? stretchColumns : checkColumns}
        rows={all ? checks.data : checks.data.slice(0, shownAtFirst)}
        rowKey={(check) => check.id}
      />
      {!all && checks.data.length > shownAtFirst && (
        <p className={styles['all']}>
          <Button size="small" onClick={() => setAll(true)}>
            Show {checks.data.length - shownAtFirst} more
          </Button>
        </p>
      )}
    </>
  )
}

function When(check: FeedCheck): ReactElement {
  return (
    <span className={styles['when']}>
      <Time iso={check.startedAt} />
    </span>
  )
}

function Outcome({ check }: { check: FeedCheck }): ReactElement {
  return (
    <span className={styles['outcome']} data-failed={check.outcome === 'failed' || undefined}>
      {outcomeText(check)}
      {check.finalUrl !== null && (
        <span className={styles['quiet']}>
          {' '}
          answered by{' '}
          <a href={check.finalUrl} target="_blank" rel="noreferrer">
            {addressWords(check.finalUrl)}
          </a>
        </span>
      )}
    </span>
  )
}

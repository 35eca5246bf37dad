import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { trustRoutes } from '../../../shared/contract/routes/trust.ts'
import type { ThresholdPicture as Picture } from '../../../shared/contract/trust.ts'
import { call } from '../../lib/api.ts'
import { problemText } from '../../lib/problem-text.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './threshold-picture.module.css'
import { ThresholdTable } from './threshold-table.tsx'
import { meaningText, originText, pointAt } from './threshold-text.ts'

const ThresholdChart = lazy(async () => ({ default: (await import('./threshold-chart.tsx')).ThresholdChart }))

/** What each threshold of a saved brand would mean; undefined while that is not known. */
export function useThresholdPicture(brandId: number | null) {
  return useQuery({
    queryKey: queryKeys.threshold(brandId ?? 0),
    queryFn: ({ signal }) => call(trustRoutes.thresholdPicture, { params: { id: brandId ?? 0 }, signal }),
    enabled: brandId !== null,
    staleTime: 60_000,
  })
}

type State = ReturnType<typeof useThresholdPicture>

/** Precision, recall and volume over all thresholds; the chosen one is marked. Stands above its slider, on the same scale. */
export function ThresholdPicture({
  state,
  threshold,
}: {
  state: State
  threshold: number
}): ReactElement | null {
  const [asTable, setAsTable] = useState(false)
  const toggle = (): void => setAsTable((shown) => !shown)
  const drawn = state.data !== undefined && state.data.points.length > 0
  useShortcuts({ t: drawn ? toggle : undefined })
  if (state.isPending) return state.fetchStatus === 'idle' ? null : <Skeleton height="236px" />
  if (state.data === undefined)
    return (
      <Notice>
        What each threshold would mean cannot be told now. {problemText(state.error)}
        <span>
          <Button size="small" icon="refresh" onClick={() => void state.refetch()}>
            Try again
          </Button>
        </span>
      </Notice>
    )
  if (!drawn) return null
  return (
    <div className={styles['picture']}>
      <div className={styles['actions']}>
        <Button size="small" look="quiet" keys="t" onClick={toggle}>
          {asTable ? 'Show as a chart' : 'Show as a table'}
        </Button>
      </div>
      {asTable ? (
        <ThresholdTable points={state.data.points} threshold={threshold} />
      ) : (
        <Suspense fallback={<Skeleton height="204px" />}>
          <ThresholdChart picture={state.data} threshold={threshold} />
        </Suspense>
      )}
    </div>
  )
}

/** The chosen threshold in a sentence, and where its figures are from. */
export function ThresholdMeaning({
  picture,
  threshold,
}: {
  picture: Picture
  threshold: number
}): ReactElement {
  const point = pointAt(picture.points, threshold)
  return (
    <div className={styles['meaning']}>
      {point !== undefined && <p className={styles['sentence']}>{meaningText(threshold, point)}</p>}
      <p className={styles['origin']}>
        What sounds neutral scores exactly 0 and enters at once there; beyond it only praise is added.
      </p>
      <p className={styles['origin']}>{originText(picture)}</p>
    </div>
  )
}

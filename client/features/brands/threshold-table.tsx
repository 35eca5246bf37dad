import { useEffect, useRef, type ReactElement } from 'react'
import { percentText } from '../../lib/share-text.ts'
import { signed } from '../../lib/signed.ts'
import { Table, type Column } from '../../ui/table.tsx'
import styles from './threshold-picture.module.css'
import { dayFigure, pointAt, type ThresholdPoint } from './threshold-text.ts'

/** The picture's figures. */
export function ThresholdTable({
  points,
  threshold,
}: {
  points: readonly ThresholdPoint[]
  threshold: number
}): ReactElement {
  const chosen = pointAt(points, threshold)
  const columns: readonly Column<ThresholdPoint>[] = [
    {
      key: 'threshold',
      title: 'Up to',
      rowHeader: true,
      cell: (point) =>
        point === chosen ? (
          <strong data-at={point.threshold}>{signed(point.threshold)} (chosen)</strong>
        ) : (
          signed(point.threshold)
        ),
    },
    { key: 'perDay', title: 'A day', numeric: true, cell: ({ perDay }) => dayFigure(perDay) },
    { key: 'right', title: 'Rightly', numeric: true, cell: ({ precision }) => partText(precision) },
    { key: 'caught', title: 'Caught', numeric: true, cell: ({ recall }) => partText(recall) },
  ]
  const place = useRef<HTMLDivElement>(null)
  const at = chosen?.threshold
  useEffect(() => {
    void place.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div ref={place} className={styles['table']}>
      <Table
        caption="What each threshold would mean"
        captionHidden
        columns={columns}
        rows={points.filter((point) => point === chosen || isTenth(point.threshold))}
        rowKey={(point) => point.threshold}
      />
    </div>
  )
}

/** Steps small enough to read a table by. */
function isTenth(threshold: number): boolean {
  return Math.abs(threshold * 10 - Math.round(threshold * 10)) < 1e-6
}

function partText(part: number | null): string {
  return part === null ? '–' : percentText(part)
}

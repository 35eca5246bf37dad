import type { ReactElement } from 'react'
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
      title: 'Queue up to',
      rowHeader: true,
      cell: (point) =>
        point === chosen ? <strong>{signed(point.threshold)} (chosen)</strong> : signed(point.threshold),
    },
    { key: 'perDay', title: 'A day', numeric: true, cell: ({ perDay }) => dayFigure(perDay) },
    { key: 'right', title: 'Queued rightly', numeric: true, cell: ({ precision }) => partText(precision) },
    { key: 'caught', title: 'Complaints caught', numeric: true, cell: ({ recall }) => partText(recall) },
  ]
  return (
    <div className={styles['table']}>
      <Table
        caption="What each threshold would mean"
        captionHidden
        columns={columns}
        rows={points}
        rowKey={(point) => point.threshold}
      />
    </div>
  )
}

function partText(part: number | null): string {
  return part === null ? '–' : percentText(part)
}

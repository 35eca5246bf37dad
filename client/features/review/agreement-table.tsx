import type { ReactElement } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { Table } from '../../ui/table.tsx'
import { shareText, weeksText } from './agreement-text.ts'
import styles from './how-right.module.css'
import { WeekBars } from './week-bars.tsx'

type Counts = { labelled: number; agreed: number }
type Row = Counts & { name: string; weeks: readonly (Counts & { start: string })[] }

/** Agreement by what mentions are from, with its weeks in small. */
export function AgreementTable({
  title,
  of,
  rows,
}: {
  title: string
  /** What a row is, as a column's title. */
  of: string
  rows: readonly Row[]
}): ReactElement | null {
  if (rows.length === 0) return null
  return (
    <div className={classNames(styles['part'], styles['aligned'])}>
      <h3 className={styles['title']}>{title}</h3>
      <Table
        caption={`Agreement ${title.toLowerCase()}`}
        captionHidden
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', title: of, rowHeader: true, cell: ({ name }) => name },
          {
            key: 'labelled',
            title: 'Labels',
            numeric: true,
            cell: ({ labelled }) => labelled.toLocaleString('en'),
          },
          { key: 'share', title: 'Agreement', numeric: true, cell: shareText },
          {
            key: 'weeks',
            title: '12 weeks',
            cell: ({ weeks }) => (
              <span role="img" aria-label={weeksText(weeks)}>
                <WeekBars weeks={weeks} />
              </span>
            ),
          },
        ]}
      />
    </div>
  )
}

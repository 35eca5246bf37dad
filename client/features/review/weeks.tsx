import type { ReactElement } from 'react'
import type { Agreement } from '../../../shared/contract/trust.ts'
import { Table } from '../../ui/table.tsx'
import { shareText, weeksText, weekText } from './agreement-text.ts'
import styles from './how-right.module.css'
import { WeekBars } from './week-bars.tsx'

type Week = Agreement['weeks'][number]

/** Agreement week by week as bars; the first and the last week are named. */
export function WeeksChart({ weeks }: { weeks: readonly Week[] }): ReactElement {
  const [first, last] = [weeks[0], weeks.at(-1)]
  return (
    <div className={styles['chart']} role="img" aria-label={`Agreement: ${weeksText(weeks)}.`}>
      <p className={styles['scale']}>all of them</p>
      <WeekBars weeks={weeks} large />
      {first !== undefined && last !== undefined && (
        <p className={styles['ends']}>
          <span>week of {weekText(first)}</span>
          <span>
            week of {weekText(last)}: {last.labelled === 0 ? 'no label yet' : shareText(last)}
          </span>
        </p>
      )}
    </div>
  )
}

/** The chart's figures. */
export function WeeksTable({ weeks }: { weeks: readonly Week[] }): ReactElement {
  return (
    <Table
      caption="Agreement by week"
      captionHidden
      rows={weeks}
      rowKey={({ start }) => start}
      columns={[
        { key: 'week', title: 'Week of', rowHeader: true, cell: weekText },
        {
          key: 'labelled',
          title: 'Labels',
          numeric: true,
          cell: ({ labelled }) => labelled.toLocaleString('en'),
        },
        { key: 'agreed', title: 'Agreed', numeric: true, cell: ({ agreed }) => agreed.toLocaleString('en') },
        { key: 'share', title: 'Agreement', numeric: true, cell: shareText },
      ]}
    />
  )
}

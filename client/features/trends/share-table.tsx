import { useId, type ReactElement, type ReactNode } from 'react'
import { Table, type Column } from '../../ui/table.tsx'
import { BehindLink, type Behind } from './behind.tsx'
import fills from './label-fill.module.css'
import { LabelPatterns, patternOf } from './label-patterns.tsx'
import { labelsInOrder, totalOf, type LabelCounts } from './labels.ts'
import styles from './share-table.module.css'

export type Share = LabelCounts & {
  key: string | number
  name: string
  total: number
  waiting: number
  behind: Behind
}

/** Who or what the mentions are spread over: a bar for each, on one scale, and figures beside it. */
export function ShareTable({
  title,
  of,
  rows,
  renderName,
}: {
  title: string
  /** What a row is, as a column's title. */
  of: string
  rows: readonly Share[]
  /** The name, as the link that narrows the page to this row. */
  renderName: (row: Share) => ReactNode
}): ReactElement {
  const columns = columnsOf(of, Math.max(1, ...rows.map(({ total }) => total)), renderName)
  return (
    <div className={styles['section']}>
      <h2 className={styles['heading']}>{title}</h2>
      <Table caption={title} captionHidden columns={columns} rows={rows} rowKey={(row) => row.key} />
    </div>
  )
}

function columnsOf(
  of: string,
  most: number,
  renderName: (row: Share) => ReactNode,
): readonly Column<Share>[] {
  return [
    {
      key: 'name',
      title: of,
      rowHeader: true,
      cell: (row) => (
        <>
          {renderName(row)}
          <MoodBar counts={row} most={most} />
        </>
      ),
    },
    figureColumn('total', 'Mentions', (row) => row.total, {}),
    figureColumn('negative', 'Negative', (row) => row.negative, { label: 'negative' }),
    figureColumn('waiting', 'Waiting', (row) => row.waiting, { needed: 'waiting' }),
  ]
}

function figureColumn(
  key: string,
  title: string,
  count: (row: Share) => number,
  part: Behind,
): Column<Share> {
  return {
    key,
    title,
    numeric: true,
    cell: (row) => (
      <BehindLink
        of={{ ...row.behind, ...part }}
        count={count(row)}
        label={`${row.name}: ${count(row)} ${title.toLowerCase()}, open these mentions`}
      >
        {count(row).toLocaleString('en')}
      </BehindLink>
    ),
  }
}

/** One stacked bar; its numbers stand beside it. */
function MoodBar({ counts, most }: { counts: LabelCounts; most: number }): ReactElement {
  const id = useId()
  let from = 0
  return (
    <svg className={styles['bar']} aria-hidden="true">
      <LabelPatterns id={id} />
      {totalOf(counts) > 0 &&
        labelsInOrder.map((label) => {
          const width = (counts[label] / most) * 100
          const box = { x: `${from}%`, width: `${width}%`, height: '100%' }
          from += width
          return (
            <g key={label}>
              <rect {...box} className={fills[label]} />
              <rect {...box} fill={patternOf(label, id)} />
            </g>
          )
        })}
    </svg>
  )
}

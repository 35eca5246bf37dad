import type { ReactElement } from 'react'
import type { Agreement } from '../../../shared/contract/trust.ts'
import { sentimentLabels } from '../../../shared/contract/sentiment.ts'
import { Table } from '../../ui/table.tsx'
import { mistakeText, rowText } from './agreement-text.ts'
import styles from './how-right.module.css'

type Row = Agreement['confusion'][number]

/** What Earshot said against what staff said; where both are the same, the number is bold. */
export function Confusion({ confusion }: { confusion: readonly Row[] }): ReactElement {
  const rows = confusion.filter((row) => row.negative + row.neutral + row.positive > 0)
  return (
    <div className={styles['part']}>
      <h3 className={styles['title']}>Where you differ</h3>
      <p>{mistakeText(confusion)}</p>
      <Table
        caption="What Earshot said, and what your team said"
        captionHidden
        rows={rows}
        rowKey={({ scored }) => scored}
        columns={[
          { key: 'scored', title: 'Earshot said', rowHeader: true, cell: ({ scored }) => rowText(scored) },
          ...sentimentLabels.map((said) => ({
            key: said,
            title: `You: ${said}`,
            numeric: true,
            cell: (row: Row) =>
              row.scored === said ? (
                <strong className={styles['right']}>{row[said].toLocaleString('en')}</strong>
              ) : (
                row[said].toLocaleString('en')
              ),
          })),
        ]}
      />
    </div>
  )
}

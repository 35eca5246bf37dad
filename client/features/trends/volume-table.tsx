import type { ReactElement } from 'react'
import { Table, type Column } from '../../ui/table.tsx'
import { BehindLink, type Behind } from './behind.tsx'
import { bucketText } from './bucket-text.ts'
import { labelNames, labelsInOrder, totalOf } from './labels.ts'
import type { PulseData } from './use-trends.ts'

type Row = PulseData['trends']['series'][number] & { before: number | undefined }

/** The chart's numbers; each opens its mentions. */
export function VolumeTable({ data, behind }: { data: PulseData; behind: Behind }): ReactElement {
  const { series, bucket } = data.trends
  return (
    <Table
      caption="Volume and mood over time"
      captionHidden
      columns={columnsOf((row) => bucketText(row, bucket), behind)}
      rows={series.map((entry, index) => ({ ...entry, before: data.before[index] }))}
      rowKey={(row) => row.start}
    />
  )
}

function columnsOf(when: (row: Row) => string, behind: Behind): readonly Column<Row>[] {
  const column = (key: string, title: string, count: (row: Row) => number, part: Behind): Column<Row> => ({
    key,
    title,
    numeric: true,
    cell: (row) => (
      <BehindLink
        of={{ ...behind, from: row.start, to: row.end, ...part }}
        count={count(row)}
        label={`${when(row)}: ${count(row)} ${title.toLowerCase()}, open these mentions`}
      >
        {count(row).toLocaleString('en')}
      </BehindLink>
    ),
  })
  return [
    { key: 'when', title: 'When', rowHeader: true, cell: when },
    ...labelsInOrder.map((label) => column(label, labelNames[label], (row) => row[label], { label })),
    column('total', 'All', totalOf, {}),
    { key: 'before', title: 'Before', numeric: true, cell: (row) => row.before?.toLocaleString('en') },
  ]
}

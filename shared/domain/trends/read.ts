import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import type { TrendRequest, Trends } from '../../contract/trend.ts'
import type { Connection, Store } from '../../database/store.ts'
import { longestWait, type LongestWait } from '../mentions/counts.ts'
import { hasLabelSql } from '../mentions/has-label.ts'
import { readByLabel } from './by-label.ts'
import { readBuckets, toPeriod } from './buckets.ts'
import { awaitsResponse, labelCounts, type LabelCounts } from './measures.ts'
import { readSums } from './sums.ts'

/**
 * What happened to the mentions published in a period, all of it from one snapshot, so that it adds up. Each count is
 * that of the list with the same filter; still-waiting mentions count with what they have waited so far.
 * @throws Problem invalid_request for a period without length or over two years, or an unknown time zone.
 */
export async function readTrends(store: Store, _viewer: Viewer, request: TrendRequest): Promise<Trends> {
  const period = toPeriod(request)
  const { from, to } = period
  const before = new Date(2 * from.getTime() - to.getTime())
  const within = (
    start: Date,
    end: Date,
  ) => sql<SqlBool>`m.published_at >= ${start} AND m.published_at < ${end} AND m.state <> 'aside'
    AND ${request.brandId === undefined ? sql`TRUE` : sql`m.brand_id = ${request.brandId}`}
    AND ${request.source === undefined ? sql`TRUE` : sql`m.source = ${request.source}`} AND ${labelled(request)}`

  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // So that hundreds of thousands of rows are counted without sorting them on disk.
      await sql`SET LOCAL work_mem = '64MB'`.execute(tx)
      const buckets = await readBuckets(tx, period)
      const groups = await readGroups(
        tx,
        within(from, to),
        buckets.map(({ start }) => start),
      )
      return {
        bucket: period.bucket,
        series: buckets.map(({ start, end }, index) => ({
          start: start.toISOString(),
          end: end.toISOString(),
          ...(groups.byBucket.get(index + 1) ?? { negative: 0, neutral: 0, positive: 0, unscored: 0 }),
        })),
        current: await readSums(tx, within(from, to)),
        previous: await readSums(tx, within(before, from)),
        byBrand: groups.byBrand,
        byLabel: await readByLabel(tx, within(from, to)),
        bySource: groups.bySource,
        backlog: await readBacklog(tx, request),
      }
    })
}

const labelled = ({ labelId }: TrendRequest) => (labelId === undefined ? sql`TRUE` : hasLabelSql(labelId))

type Group = LabelCounts & {
  bucket: number | null
  brand_id: number | null
  name: string | null
  source: string | null
  total: number
  waiting: number
}

/** The same rows counted by bucket (from 1), by brand and by source, in one pass. */
async function readGroups(connection: Connection, where: RawBuilder<SqlBool>, starts: Date[]) {
  const { rows } = await sql<Group>`
    SELECT counted.*, brand.name FROM (
      SELECT width_bucket(m.published_at, ${starts}::timestamptz[]) AS bucket, m.brand_id, m.source,
        count(*) AS total, ${labelCounts}, count(*) FILTER (WHERE ${awaitsResponse}) AS waiting
      FROM mention m WHERE ${where}
      GROUP BY GROUPING SETS ((1), (m.brand_id), (m.source))
    ) counted LEFT JOIN brand ON brand.id = counted.brand_id
    ORDER BY total DESC, name, source`.execute(connection)
  const of = ({ negative, neutral, positive, unscored }: Group) => ({ negative, neutral, positive, unscored })
  return {
    byBucket: new Map(rows.flatMap((row) => (row.bucket === null ? [] : [[row.bucket, of(row)] as const]))),
    byBrand: rows.flatMap((row) =>
      row.brand_id === null
        ? []
        : [
            {
              brandId: row.brand_id,
              name: row.name ?? '',
              total: row.total,
              waiting: row.waiting,
              ...of(row),
            },
          ],
    ),
    bySource: rows.flatMap((row) =>
      row.source === null ? [] : [{ source: row.source, total: row.total, waiting: row.waiting, ...of(row) }],
    ),
  }
}

/** What needs an answer now, whenever it was published. */
async function readBacklog(connection: Connection, request: TrendRequest): Promise<Trends['backlog']> {
  const { brandId, source } = request
  const count = (state: 'queued' | 'claimed' | 'snoozed') => sql`(
    SELECT count(*) FROM mention m WHERE m.state = ${sql.lit(state)}
      AND ${brandId === undefined ? sql`TRUE` : sql`m.brand_id = ${brandId}`}
      AND ${source === undefined ? sql`TRUE` : sql`m.source = ${source}`} AND ${labelled(request)})`
  const { rows } = await sql<
    Record<'queued' | 'claimed' | 'snoozed', number> & { longest: LongestWait | null }
  >`
    SELECT ${count('queued')} AS queued, ${count('claimed')} AS claimed, ${count('snoozed')} AS snoozed,
      (${longestWait(request)}) AS longest`.execute(connection)
  const { longest, ...counts } = rows[0]!
  return {
    ...counts,
    longestWaitSince: longest && new Date(longest.published_at).toISOString(),
    longestWaitMentionId: longest && longest.id,
  }
}

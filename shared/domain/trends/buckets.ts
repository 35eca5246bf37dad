import { sql } from 'kysely'
import type { TrendRequest, Trends } from '../../contract/trend.ts'
import type { Connection } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const longestDays = 731

/** A stretch of time, its end excluded, and the steps in which it is shown. */
export type Period = { from: Date; to: Date; bucket: Trends['bucket']; timeZone: string }

/**
 * What a request asks for: minutes up to 3 hours, hours up to 4 days, else days of the time zone.
 * @throws Problem invalid_request
 */
export function toPeriod(request: TrendRequest): Period {
  const from = new Date(request.from)
  const to = new Date(request.to)
  const length = to.getTime() - from.getTime()
  if (length <= 0) throw refuse('to', 'Choose an end that is after the beginning.')
  if (length > longestDays * dayMs) throw refuse('from', 'Choose a range of at most two years.')
  if (!isTimeZone(request.timeZone)) throw refuse('timeZone', 'Give a name such as Europe/Berlin.')
  const bucket = length <= 3 * hourMs ? 'minute' : length <= 4 * dayMs ? 'hour' : 'day'
  return { from, to, bucket, timeZone: request.timeZone }
}

/** The period's buckets, oldest first: they touch, begin at `from` and end at `to`. */
export async function readBuckets(
  connection: Connection,
  period: Period,
): Promise<{ start: Date; end: Date }[]> {
  const { from, to, bucket, timeZone } = period
  const inZone = (moment: Date) => sql`(${moment}::timestamptz AT TIME ZONE ${timeZone})`
  const unit = sql.lit(bucket)
  const step = sql.lit(`1 ${bucket}`)
  // Days are counted on the zone's calendar, so that those with 23 or 25 hours are right; the others in real time.
  const starts =
    bucket === 'day'
      ? sql`generate_series(date_trunc('day', ${inZone(from)}), ${inZone(to)}, ${step}::interval) AT TIME ZONE ${timeZone}`
      : sql`generate_series(${from}::timestamptz - (${inZone(from)} - date_trunc(${unit}, ${inZone(from)})),
          ${to}::timestamptz, ${step}::interval)`
  const { rows } = await sql<{ start: Date }>`
    SELECT DISTINCT greatest(start, ${from}) AS start FROM (SELECT ${starts} AS start) series
    WHERE start < ${to} ORDER BY start`.execute(connection)
  return rows.map(({ start }, index) => ({ start, end: rows[index + 1]?.start ?? to }))
}

/** Names only: PostgreSQL reads offsets such as +02:00 the other way round. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

function refuse(path: string, message: string): Problem {
  return new Problem('invalid_request', `This period cannot be shown. ${message}`, {
    fields: [{ path, message }],
  })
}

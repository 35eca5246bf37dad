import { sql, type RawBuilder } from 'kysely'
import type { Trends } from '../../contract/trend.ts'
import type { Connection } from '../../database/store.ts'
import {
  awaitsResolution,
  awaitsResponse,
  hasResolutionTime,
  hasResponseTime,
  labelCounts,
  needed,
  resolutionSeconds,
  responseSeconds,
  type LabelCounts,
} from './measures.ts'

type Row = LabelCounts & {
  total: number
  needed: number
  answered: number
  dismissed: number
  response_count: number
  response_waiting: number
  response_times: [number, number] | null
  response_at_most: number | null
  resolution_count: number
  resolution_waiting: number
  resolution_times: [number, number] | null
  resolution_at_most: number | null
}

/** The figures of all mentions that `where` selects as `m`. */
export async function readSums(
  connection: Connection,
  where: ReturnType<typeof sql>,
): Promise<Trends['current']> {
  const { rows } = await sql<Row>`
    SELECT count(*) AS total, ${labelCounts},
      count(*) FILTER (WHERE ${needed}) AS needed,
      count(*) FILTER (WHERE m.state = 'answered') AS answered,
      count(*) FILTER (WHERE m.state = 'dismissed') AS dismissed,
      count(*) FILTER (WHERE ${hasResponseTime}) AS response_count,
      count(*) FILTER (WHERE ${awaitsResponse}) AS response_waiting,
      percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${responseSeconds})
        FILTER (WHERE ${hasResponseTime}) AS response_times,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ${endless(awaitsResponse, responseSeconds)})
        FILTER (WHERE ${hasResponseTime}) AS response_at_most,
      count(*) FILTER (WHERE ${hasResolutionTime}) AS resolution_count,
      count(*) FILTER (WHERE ${awaitsResolution}) AS resolution_waiting,
      percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${resolutionSeconds})
        FILTER (WHERE ${hasResolutionTime}) AS resolution_times,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ${endless(awaitsResolution, resolutionSeconds)})
        FILTER (WHERE ${hasResolutionTime}) AS resolution_at_most
    FROM mention m WHERE ${where}`.execute(connection)
  const row = rows[0]!
  const { negative, neutral, positive, unscored } = row
  const scored = negative + neutral + positive
  return {
    total: row.total,
    labels: { negative, neutral, positive, unscored },
    netSentiment: scored === 0 ? null : (positive - negative) / scored,
    needed: row.needed,
    answered: row.answered,
    dismissed: row.dismissed,
    firstResponse: {
      count: row.response_count,
      waiting: row.response_waiting,
      median: row.response_times?.[0] ?? null,
      medianAtMost: finite(row.response_at_most),
      p90: row.response_times?.[1] ?? null,
    },
    resolution: {
      count: row.resolution_count,
      waiting: row.resolution_waiting,
      median: row.resolution_times?.[0] ?? null,
      medianAtMost: finite(row.resolution_at_most),
      p90: row.resolution_times?.[1] ?? null,
    },
  }
}

/** Times as they would be if those who wait were never answered. */
function endless(waits: RawBuilder<unknown>, seconds: RawBuilder<unknown>) {
  return sql`CASE WHEN ${waits} THEN 'infinity'::float8 ELSE ${seconds} END`
}

/** Between two endless waits PostgreSQL finds no number at all. */
function finite(seconds: number | null): number | null {
  return seconds !== null && Number.isFinite(seconds) ? seconds : null
}

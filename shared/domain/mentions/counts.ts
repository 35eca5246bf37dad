import { sql } from 'kysely'
import {
  countCap,
  lanes,
  type Lane,
  type LaneCounts,
  type MentionFilter,
  type Revisions,
} from '../../contract/mention.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { filterSql } from './filter.ts'
import { hasLabelSql } from './has-label.ts'

/** So that the stream's index is read, which holds nothing that is set aside, and not the beginning of the table. */
const newestFirst = sql`ORDER BY m.published_at DESC, m.id DESC`

/** How many mentions each lane holds, up to `countCap`, and who waits longest for a first answer; one snapshot. */
export async function countLanes(store: Store, viewer: Viewer, brandId?: number): Promise<LaneCounts> {
  const counted = lanes.map(
    (lane) => sql`${lane}::text, (
      SELECT count(*) FROM (
        SELECT FROM mention m
        WHERE ${filterSql({ lane, ...(brandId !== undefined && { brandId }) }, viewer.id)}
        ${lane === 'stream' ? newestFirst : sql``} LIMIT ${countCap}
      ) one)`,
  )
  const { rows } = await sql<{
    counts: Record<Lane, number>
    revisions: Revisions | null
    waiting: LongestWait | null
  }>`
    SELECT json_build_object(${sql.join(counted)}) AS counts,
      (SELECT json_object_agg(id, revision) FROM brand) AS revisions,
      (${longestWait({ brandId })}) AS waiting`.execute(store.db)
  const { counts, revisions, waiting } = rows[0]!
  return {
    counts,
    longestWaitSince: waiting && new Date(waiting.published_at).toISOString(),
    longestWaitMentionId: waiting && waiting.id,
    revisions: revisions ?? {},
  }
}

export type LongestWait = { id: number; published_at: string }

/**
 * As JSON, the mention that waits longest for its first answer, snoozed ones too: to the author, later is waiting. Asks
 * brand by brand, as its index is sorted.
 */
export function longestWait({
  brandId,
  source,
  labelId,
}: Pick<MentionFilter, 'brandId' | 'source' | 'labelId'>) {
  return sql<LongestWait | null>`
    SELECT to_json(oldest) FROM brand CROSS JOIN LATERAL (
      SELECT m.id, m.published_at FROM mention m
      WHERE m.brand_id = brand.id AND m.state IN ('queued', 'claimed', 'snoozed') AND m.first_response_at IS NULL
        AND ${source === undefined ? sql`TRUE` : sql`m.source = ${source}`}
        AND ${labelId === undefined ? sql`TRUE` : hasLabelSql(labelId)}
      ORDER BY m.published_at, m.id LIMIT 1
    ) oldest
    WHERE ${brandId === undefined ? sql`TRUE` : sql`brand.id = ${brandId}`}
    ORDER BY oldest.published_at, oldest.id LIMIT 1`
}

import { sql } from 'kysely'
import type { Database } from '../../shared/database/connect.ts'

/** An entry that names more mentions than this is not sent with its cards. */
export const mentionsSent = 50
/** So many entries of one brand are read at a time. */
export const entriesRead = 50

/** What a brand's change log holds beyond a revision. */
export type Backlog = {
  brandId: number
  /** Newest revision of the brand. */
  head: number
  /** Oldest first, at most `entriesRead`; `ids` is empty when there are more than `mentionsSent`. */
  entries: { revision: number; size: number; ids: number[] }[]
}

type Row = { brand_id: number; head: number; revision: number | null; size: number; ids: number[] }

/** What each brand's log holds beyond `cursors`, brands that are not among them from their beginning. */
export async function readBacklog(db: Database, cursors: ReadonlyMap<number, number>): Promise<Backlog[]> {
  const { rows } = await sql<Row>`
    SELECT b.id AS brand_id, b.revision AS head, entry.*
    FROM brand b
    LEFT JOIN unnest(${[...cursors.keys()]}::bigint[], ${[...cursors.values()]}::bigint[]) AS seen (id, revision)
      ON seen.id = b.id
    LEFT JOIN LATERAL (
      SELECT c.revision, cardinality(c.mention_ids) AS size,
        CASE WHEN cardinality(c.mention_ids) <= ${mentionsSent} THEN c.mention_ids ELSE '{}' END AS ids
      FROM change c
      WHERE c.brand_id = b.id AND c.revision > coalesce(seen.revision, 0)
      ORDER BY c.revision LIMIT ${entriesRead}
    ) entry ON true
    WHERE b.revision > coalesce(seen.revision, 0)
    ORDER BY b.id, entry.revision`.execute(db)
  const backlogs = new Map<number, Backlog>()
  for (const { brand_id: brandId, head, revision, size, ids } of rows) {
    const backlog = backlogs.get(brandId) ?? { brandId, head, entries: [] }
    backlogs.set(brandId, backlog)
    if (revision !== null) backlog.entries.push({ revision, size, ids })
  }
  return [...backlogs.values()]
}

import { sql } from 'kysely'
import type { Brand } from '../../contract/brand.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'

type BrandRow = {
  id: number
  name: string
  queue_threshold: number
  queue_urgent: boolean
  answer_within_minutes: number
  archived_at: Date | null
  created_at: Date
  queries: { id: number; text: string }[]
}

const selectBrands = sql`
  SELECT b.id, b.name, b.queue_threshold, b.queue_urgent, b.answer_within_minutes, b.archived_at, b.created_at, (
    SELECT coalesce(json_agg(json_build_object('id', q.id, 'text', q.text) ORDER BY q.id), '[]')
    FROM query q WHERE q.brand_id = b.id
  ) AS queries
  FROM brand b`

/** All brands with their queries, by name, archived ones last. */
export async function listBrands(store: Store): Promise<Brand[]> {
  const { rows } = await sql<BrandRow>`
    ${selectBrands} ORDER BY b.archived_at IS NOT NULL, lower(b.name), b.id`.execute(store.db)
  return rows.map(toBrand)
}

/** @throws Problem not_found */
export async function readBrand(connection: Connection, id: number): Promise<Brand> {
  const { rows } = await sql<BrandRow>`${selectBrands} WHERE b.id = ${id}`.execute(connection)
  if (!rows[0]) throw new Problem('not_found', 'There is no such brand.')
  return toBrand(rows[0])
}

function toBrand(row: BrandRow): Brand {
  return {
    id: row.id,
    name: row.name,
    queries: row.queries,
    queueThreshold: row.queue_threshold,
    queueUrgent: row.queue_urgent,
    answerWithinMinutes: row.answer_within_minutes,
    archived: row.archived_at !== null,
    createdAt: row.created_at.toISOString(),
  }
}

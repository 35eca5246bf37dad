import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { mergeChanged, type ChangedByBrand } from '../mentions/changed.ts'
import { moveMany } from '../triage/move-many.ts'

/** `by` is older than `entry`, which waits in the queue for a story, and says the same. */
type Replaced = { entry: number; by: number }

/**
 * Takes entries out of the queue, for older complaints that stand there now. Those become the first of stories whose first
 * were the entries. The entries must be locked.
 */
export async function replaceEntries(
  tx: Transaction<Tables>,
  replaced: readonly Replaced[],
): Promise<ChangedByBrand> {
  if (replaced.length === 0) return new Map()
  const given = sql`json_to_recordset(${JSON.stringify(replaced)}::json) AS given (entry bigint, by bigint)`
  const folded = await moveMany(tx, {
    kind: 'saidBefore',
    which: sql`SELECT m.id, m.owner_id, given.by AS cause FROM ${given} JOIN mention m ON m.id = given.entry
      ORDER BY m.id FOR NO KEY UPDATE OF m`,
    set: sql`state = 'stream', queued_at = NULL`,
  })
  const { rows } = await sql<{ brandId: number; ids: number[] }>`
    WITH told AS (
      SELECT m.id, given.by, m.id = given.entry AS was_first, m.story_size AS size
      FROM ${given} JOIN mention first ON first.id = given.entry AND first.story_id IS NULL
      JOIN mention m ON m.id = first.id OR m.story_id = first.id
      ORDER BY m.id FOR NO KEY UPDATE OF m
    ), first AS (
      UPDATE mention m SET story_size = m.story_size + told.size FROM told WHERE told.was_first AND m.id = told.by
    ), turned AS (
      UPDATE mention m SET story_id = told.by, story_size = 1 FROM told WHERE m.id = told.id
      RETURNING m.id, m.brand_id
    )
    SELECT brand_id AS "brandId", array_agg(id ORDER BY id) AS ids FROM turned GROUP BY brand_id`.execute(tx)
  return mergeChanged(folded, new Map(rows.map(({ brandId, ids }) => [brandId, ids])))
}

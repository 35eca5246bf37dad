import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { HistoryEvent } from '../../contract/mention.ts'
import type { Tables } from '../../database/tables.ts'
import type { ChangedByBrand } from '../mentions/changed.ts'

/**
 * Moves many mentions in one statement, each with its history event; none of them can be taken back. The caller
 * records the changes as its transaction's last write.
 * @param batch `which` selects and locks the mentions: `id`, `owner_id`, and as `cause` the mention that led to it,
 *   or null; `set` is as in a single move.
 */
export async function moveMany(
  tx: Transaction<Tables>,
  batch: {
    kind: HistoryEvent['kind']
    actorId?: number
    /** What the history says of it beside who, when and from whom. */
    detail?: Record<string, unknown>
    which: RawBuilder<unknown>
    set: RawBuilder<unknown>
  },
): Promise<ChangedByBrand> {
  const { rows } = await sql<{ brand_id: number; ids: number[] }>`
    WITH target AS (${batch.which}), old AS (
      SELECT id, owner_id, min(cause) AS cause FROM target GROUP BY id, owner_id
    ), moved AS (
      UPDATE mention m SET ${batch.set}, version = m.version + 1 FROM old WHERE m.id = old.id
      RETURNING m.id, m.brand_id, m.owner_id, m.version, old.cause, old.owner_id AS owner_before
    ), event AS (
      INSERT INTO history (mention_id, actor_id, kind, detail, version_after)
      SELECT id, ${batch.actorId ?? null}, ${batch.kind}, ${JSON.stringify(batch.detail ?? {})}::jsonb || jsonb_strip_nulls(jsonb_build_object(
        'mentionId', cause,
        'fromId', CASE WHEN owner_before IS DISTINCT FROM owner_id THEN owner_before END)), version
      FROM moved
    )
    SELECT brand_id, array_agg(id ORDER BY id) AS ids FROM moved GROUP BY brand_id`.execute(tx)
  return new Map(rows.map((row) => [row.brand_id, row.ids]))
}

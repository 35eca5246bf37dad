import { sql } from 'kysely'
import type { Store } from '../../database/store.ts'
import { searchDocument } from './search-document.ts'

/** No transaction that stores mentions takes nearly as long. */
const settledMinutes = 5

/**
 * Puts the items of up to `limit` mentions into the full-text index that are not in it yet. Any number of processes may
 * do it at once.
 * @returns how many; call again until it is 0.
 */
export async function indexSearch(store: Store, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    INSERT INTO item_search (item_id, document)
    SELECT item.id, ${searchDocument} FROM (
      SELECT m.item_id FROM mention m
      WHERE m.id > (SELECT indexed_to FROM upkeep)
        AND NOT EXISTS (SELECT FROM item_search known WHERE known.item_id = m.item_id)
      ORDER BY m.id LIMIT ${limit}
    ) missing JOIN item ON item.id = missing.item_id
    ON CONFLICT DO NOTHING`.execute(store.db)
  const indexed = Number(numAffectedRows ?? 0)
  if (indexed === 0) await raiseMark(store)
  return indexed
}

/**
 * Ids are given before their transactions commit, so a mention may appear below others that were indexed already. The
 * mark is therefore raised only to what was the newest some minutes ago.
 */
async function raiseMark(store: Store): Promise<void> {
  await sql`
    UPDATE upkeep SET indexed_to = newest_then, newest_at = now(),
      newest_then = (SELECT coalesce(max(id), 0) FROM mention)
    WHERE newest_at < now() - ${settledMinutes} * interval '1 minute'`.execute(store.db)
}

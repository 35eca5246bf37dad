import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { Database } from './connect.ts'
import type { Tables } from './tables.ts'

/** Channel of the pokes that say "the change log has grown"; the log itself is the truth. */
export const changeChannel = 'earshot_change'

/**
 * Appends one entry a brand to the change log and returns its revision. Call it as the transaction's last write:
 * taking the revision locks the brand's row until commit, which is what makes revisions gap-free and in commit order.
 * Brands are taken in key order, so that two transactions cannot wait for each other.
 */
export async function recordChanges(
  tx: Transaction<Tables>,
  mentionIdsByBrand: ReadonlyMap<number, readonly number[]>,
): Promise<void> {
  const entries = [...mentionIdsByBrand].flatMap(([brand, ids]) => (ids.length > 0 ? [{ brand, ids }] : []))
  if (entries.length === 0) return
  // One round trip however many brands there are: each stays locked until the last is done.
  await sql`
    SELECT record_change(brand, ids) FROM (
      SELECT brand, ids FROM json_to_recordset(${JSON.stringify(entries)}::json) AS entry (brand bigint, ids bigint[])
      ORDER BY brand OFFSET 0
    ) in_order`.execute(tx)
}

/** The newest revision of every brand, archived ones included. */
export async function readRevisions(db: Database | Transaction<Tables>): Promise<Record<string, number>> {
  const rows = await db.selectFrom('brand').select(['id', 'revision']).execute()
  return Object.fromEntries(rows.map((row) => [row.id, row.revision]))
}

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
  const brands = [...mentionIdsByBrand.keys()].toSorted((a, b) => a - b)
  for (const brandId of brands) {
    const mentionIds = mentionIdsByBrand.get(brandId) ?? []
    if (mentionIds.length === 0) continue
    await sql`SELECT record_change(${brandId}, ${mentionIds}::bigint[])`.execute(tx)
  }
}

/** The newest revision of every brand, archived ones included. */
export async function readRevisions(db: Database | Transaction<Tables>): Promise<Record<string, number>> {
  const rows = await db.selectFrom('brand').select(['id', 'revision']).execute()
  return Object.fromEntries(rows.map((row) => [row.id, row.revision]))
}

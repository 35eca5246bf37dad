import { sql, type Transaction } from 'kysely'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Tables } from '../../database/tables.ts'

/**
 * Until this transaction ends, nobody else changes the mentions of these brands because of what was heard: two that
 * tell the same story at once see each other, and lock rows one after the other. Moves of people do not ask for it.
 * Call it once, before any mention that was there is locked or changed, and after the new ones are inserted.
 */
export async function lockBrands(tx: Transaction<Tables>, brandIds: Iterable<number>): Promise<void> {
  const inOrder = [...new Set(brandIds)].toSorted((a, b) => a - b)
  if (inOrder.length === 0) return
  await sql`
    SELECT pg_advisory_xact_lock(${sql.lit(advisoryLocks.mentionsOfBrand)}, id)
    FROM unnest(${inOrder}::integer[]) AS id`.execute(tx)
}

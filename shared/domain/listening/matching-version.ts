import { sql, type Transaction } from 'kysely'
import { advisoryLocks } from '../../database/advisory-locks.ts'
import type { Tables } from '../../database/tables.ts'

/**
 * Call it before changing what is listened for: waits until every batch that is matched with the old queries is
 * committed, and lets no other begin before this transaction ends. So a brand's first look at the items kept misses none.
 */
export async function beginMatchingChange(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(advisoryLocks.matching)})`.execute(tx)
  await sql`UPDATE matching SET version = version + 1`.execute(tx)
}

/** Call it before matching items to be stored: until this transaction ends, what is listened for does not change. */
export async function holdMatching(tx: Transaction<Tables>): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock_shared(${sql.lit(advisoryLocks.matching)})`.execute(tx)
}

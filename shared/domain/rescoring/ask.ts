import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

/**
 * Asks for all mentions of a brand to be judged again, the newest first. One that is under way begins anew: what it has
 * passed was judged by what counted before. Workers see it on the brand's row (`rescoreBrand`); poke `setup` `brands`
 * after the transaction.
 * @param by who changed something; null: a new version of Earshot.
 */
export async function askForRescoring(
  tx: Transaction<Tables>,
  brandId: number,
  by: number | null,
): Promise<void> {
  // Two counts, because each of the brand's indexes holds a part of its mentions.
  await sql`
    INSERT INTO rescoring (brand_id, asked_by, total) VALUES (${brandId}, ${by},
      (SELECT count(*) FROM mention WHERE brand_id = ${brandId} AND state <> 'aside')
        + (SELECT count(*) FROM mention WHERE brand_id = ${brandId} AND state = 'aside'))
    ON CONFLICT (brand_id) DO UPDATE SET asked_by = excluded.asked_by, asked_at = now(), total = excluded.total,
      finished_at = NULL, before = NULL, seen = 0, changed = 0, queued = 0`.execute(tx)
}

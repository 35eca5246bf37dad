import { sql } from 'kysely'
import type { Store } from '../../database/store.ts'
import { lockBrands } from '../mentions/lock-brands.ts'
import { askForRescoring } from './ask.ts'

/**
 * Brands whose mentions of the last 30 days another version of the scorer has judged are judged again, once for each
 * version. Costs next to nothing when the version is known to the brands; call it now and then.
 */
export async function askForNewModel(store: Store, modelVersion: string): Promise<void> {
  const { rows: brands } = await sql<{ id: number }>`
    SELECT id FROM brand WHERE model_version IS DISTINCT FROM ${modelVersion} AND archived_at IS NULL
    ORDER BY id`.execute(store.db)
  for (const { id } of brands) {
    const asked = await store.db.transaction().execute(async (tx) => {
      await lockBrands(tx, [id])
      const { rows: noted } = await sql`
        UPDATE brand SET model_version = ${modelVersion}
        WHERE id = ${id} AND model_version IS DISTINCT FROM ${modelVersion} RETURNING id`.execute(tx)
      if (noted.length === 0) return false
      // In order, so that it is read from the brand's index.
      const { rows: others } = await sql`
        SELECT FROM mention WHERE brand_id = ${id} AND state <> 'aside'
          AND published_at >= now() - interval '30 days' AND model_version <> ${modelVersion}
          ORDER BY published_at DESC LIMIT 1`.execute(tx)
      if (others.length === 0) return false
      await askForRescoring(tx, id, null)
      return true
    })
    if (asked) store.poke({ about: 'setup', what: 'brands' })
  }
}

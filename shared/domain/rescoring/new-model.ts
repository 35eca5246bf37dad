import { sql } from 'kysely'
import type { Store } from '../../database/store.ts'
import { lockBrands } from '../mentions/lock-brands.ts'
import { askForRescoring } from './ask.ts'

/** A rolling upgrade is over by then; what another version has noted for longer was noted by one that is gone. */
const upgradeMs = 5 * 60_000

/**
 * Brands whose mentions of the last 30 days another version of the scorer has judged are judged again: at the process's
 * first look, once for each version. What another version notes later was asked for by one that started later, and is
 * left to it while an upgrade may last, so that two versions side by side do not ask by turns. A look costs next to
 * nothing when the version is known to the brands; call it now and then. What archived ones are asked for waits with them.
 * @param modelVersion of the process's own scorer
 */
export function createModelWatch(modelVersion: string, waitMs = upgradeMs): (store: Store) => Promise<void> {
  let isFirst = true
  /** When each brand was first seen to have another version, by the process's clock. */
  let otherSince = new Map<number, number>()
  return async (store) => {
    const { rows: brands } = await sql<{ id: number; isNew: boolean }>`
      SELECT id, model_version IS NULL AS "isNew" FROM brand
      WHERE model_version IS DISTINCT FROM ${modelVersion} ORDER BY id`.execute(store.db)
    const now = performance.now()
    otherSince = new Map(brands.map(({ id }) => [id, otherSince.get(id) ?? now]))
    for (const { id, isNew } of brands) {
      const isOurs = isFirst || isNew || now - otherSince.get(id)! >= waitMs
      if (!isOurs) continue
      await bringTo(modelVersion, id, store)
      otherSince.delete(id)
    }
    isFirst = false
  }
}

async function bringTo(modelVersion: string, id: number, store: Store): Promise<void> {
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

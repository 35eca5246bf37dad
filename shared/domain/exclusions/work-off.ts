import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import type { Listening, ListeningReader } from '../listening/compiled.ts'
import { holdMatching } from '../listening/matching-version.ts'
import { lockBrands } from '../mentions/lock-brands.ts'
import type { Scorer } from '../scoring/scorer.ts'
import { bringBackPage } from './bring-back-page.ts'
import type { OwedExclusion, PageDone } from './owed.ts'
import { setAsidePage } from './set-aside-page.ts'

/** Brands with exclusions whose change is still to be brought to the mentions that are there. */
export async function brandsOwedExclusions({ db }: Store): Promise<number[]> {
  const { rows } = await sql<{ brandId: number }>`
    SELECT DISTINCT brand_id AS "brandId" FROM exclusion WHERE owed IS NOT NULL`.execute(db)
  return rows.map(({ brandId }) => brandId)
}

/**
 * Brings what was decided about a brand's exclusions to the mentions that are there, page by page. Each page is stored
 * together with how far it came, so that it goes on where it was broken off.
 * @throws when the database refuses, or `signal` is aborted.
 */
export async function workOffExclusions(
  { listening, scorer }: { listening: ListeningReader; scorer: Scorer },
  store: Store,
  brandId: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const done = await store.db.transaction().execute(async (tx) => {
      await holdMatching(tx)
      return workOffPage(tx, brandId, { listening: await listening.read(tx), scorer })
    })
    if (done === null) return
    if (done.changed.size > 0) store.poke({ about: 'change' })
    // How much it hides is known now.
    if (done.next === null) store.poke({ about: 'setup', what: 'brands' })
  }
}

/** @returns null when nothing is owed. */
async function workOffPage(
  tx: Transaction<Tables>,
  brandId: number,
  { listening, scorer }: { listening: Listening; scorer: Scorer },
): Promise<PageDone | null> {
  await lockBrands(tx, [brandId])
  const { rows } = await sql<OwedExclusion>`
    SELECT id, brand_id AS "brandId", text, owed FROM exclusion
    WHERE brand_id = ${brandId} AND owed IS NOT NULL ORDER BY id LIMIT 1 FOR NO KEY UPDATE`.execute(tx)
  const [exclusion] = rows
  if (!exclusion) return null
  const done =
    exclusion.owed.do === 'setAside'
      ? await setAsidePage(tx, exclusion, scorer)
      : await bringBackPage(tx, exclusion, listening)
  const owed = done.next && JSON.stringify({ ...exclusion.owed, before: done.next })
  await sql`UPDATE exclusion SET owed = ${owed}::jsonb WHERE id = ${exclusion.id}`.execute(tx)
  await recordChanges(tx, done.changed)
  return done
}

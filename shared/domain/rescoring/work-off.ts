import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { holdMatching } from '../listening/matching-version.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { lockBrands } from '../mentions/lock-brands.ts'
import type { Place } from '../mentions/place.ts'
import { logRefused } from '../mentions/refused.ts'
import { rescorePage, type PageRescored } from './rescore-page.ts'

type Tools = Pick<ListeningTools, 'listening' | 'scorer' | 'intake' | 'log'>

/** Brands whose mentions are still to be judged again. Archived ones wait until they are brought back. */
export async function brandsToRescore({ db }: Store): Promise<number[]> {
  const { rows } = await sql<{ brandId: number }>`
    SELECT brand_id AS "brandId" FROM rescoring JOIN brand ON brand.id = brand_id
    WHERE finished_at IS NULL AND archived_at IS NULL ORDER BY asked_at`.execute(db)
  return rows.map(({ brandId }) => brandId)
}

const leastPauseMs = 5
const mostPauseMs = 500

/**
 * Judges a brand's mentions again, page by page, newest first. Each page is stored together with how far it came, so that
 * it goes on where it was broken off. Pages stand in line with what polls store, and rest as long as they work: who
 * listens or triages meanwhile hardly notices.
 * @param untilMs of work at most; what is left stays owed.
 * @throws when the database refuses, or `signal` is aborted.
 */
export async function rescoreBrand(
  tools: Tools,
  store: Store,
  brandId: number,
  { signal, untilMs }: { signal: AbortSignal; untilMs: number },
): Promise<void> {
  const began = performance.now()
  for (;;) {
    signal.throwIfAborted()
    const from = performance.now()
    const page = await tools.intake(() =>
      store.db.transaction().execute((tx) => workOffPage(tools, tx, brandId)),
    )
    if (page === null) return
    logRefused(tools.log, { brandId }, page.refused)
    const now = performance.now()
    if (page.changed.size > 0) store.poke({ about: 'change' })
    // How far it is, who shows it asks by itself: only the end makes what was counted from scores another.
    if (page.next === null) store.poke({ about: 'setup', what: 'brands' })
    if (page.next === null || now - began >= untilMs) return
    await sleep(Math.min(mostPauseMs, Math.max(leastPauseMs, now - from)), undefined, { signal })
  }
}

/** @returns null when nothing is owed, or it is owed by another version of the scorer. */
async function workOffPage(
  { listening, scorer }: Tools,
  tx: Transaction<Tables>,
  brandId: number,
): Promise<PageRescored | null> {
  await holdMatching(tx)
  await lockBrands(tx, [brandId])
  const { rows } = await sql<{ before: Place | null; now: Date }>`
    SELECT before, date_trunc('milliseconds', now()) AS now FROM rescoring JOIN brand ON brand.id = brand_id
    WHERE brand_id = ${brandId} AND finished_at IS NULL
      AND coalesce(model_version, ${scorer.modelVersion}) = ${scorer.modelVersion}
    FOR NO KEY UPDATE OF rescoring`.execute(tx)
  const all = await listening.read(tx)
  const brand = all.brands.get(brandId)
  if (!rows[0] || !brand) return null
  const { before, now } = rows[0]
  const page = await rescorePage(tx, { id: brandId, ...brand }, before, { listening: all, scorer, now })
  const changed = page.changed.get(brandId)?.length ?? 0
  // What was heard since it was asked for may have been looked at, too.
  await sql`
    UPDATE rescoring SET before = ${page.next && JSON.stringify(page.next)}::jsonb,
      seen = seen + ${page.seen}, changed = changed + ${changed}, queued = queued + ${page.queued},
      total = CASE WHEN ${page.next === null} THEN seen + ${page.seen} ELSE greatest(total, seen + ${page.seen}) END,
      finished_at = CASE WHEN ${page.next === null} THEN now() END
    WHERE brand_id = ${brandId}`.execute(tx)
  await recordChanges(tx, page.changed)
  return page
}

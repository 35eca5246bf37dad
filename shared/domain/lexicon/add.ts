import { sql, type Transaction } from 'kysely'
import type { LexiconEntry, NewLexiconEntry } from '../../contract/lexicon.ts'
import type { Viewer } from '../../contract/person.ts'
import { can } from '../../contract/rights.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { readBrand } from '../brands/list.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { askForRescoring } from '../rescoring/ask.ts'
import { checkPhrase, refuseTakenPhrase } from './check-phrase.ts'
import { readEntry } from './list.ts'

const mostEntries = 1_000
/** Of these, such as wait for a decision: who may only propose must not use up the room of who decides. */
const mostProposed = 200

/**
 * Proposes how a word or phrase counts for a brand, or decides it at once: then it counts for what is heard from now on,
 * and workers judge the mentions that are there again.
 * @throws Problem not_found, forbidden (to decide without the right to), name_taken, invalid_request (a phrase that
 *   finds nothing, or too many entries)
 */
export async function addLexiconEntry(
  store: Store,
  by: Viewer,
  body: NewLexiconEntry,
): Promise<LexiconEntry> {
  checkPhrase(body.phrase)
  const active = body.active === true
  if (active && !can(by, 'brand:write'))
    throw new Problem('forbidden', 'You can propose an entry; an admin decides.')
  const entry = await store.db.transaction().execute(async (tx) => {
    if (active) await beginMatchingChange(tx)
    await readBrand(tx, body.brandId)
    await refuseTakenPhrase(tx, body)
    const id = await insertEntry(tx, by, body, active)
    if (active) await askForRescoring(tx, body.brandId, by.id)
    return readEntry(tx, id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return entry
}

async function insertEntry(
  tx: Transaction<Tables>,
  by: Viewer,
  { brandId, phrase, weight }: NewLexiconEntry,
  active: boolean,
): Promise<number> {
  const { rows: counts } = await sql<{ all: number; proposed: number }>`
    SELECT count(*) AS all, count(*) FILTER (WHERE state = 'proposed') AS proposed
    FROM lexicon_entry WHERE brand_id = ${brandId}`.execute(tx)
  const { all, proposed } = counts[0]!
  if (all >= mostEntries)
    throw new Problem(
      'invalid_request',
      `A brand has at most ${mostEntries.toLocaleString('en')} entries. Remove some first.`,
    )
  if (!active && proposed >= mostProposed)
    throw new Problem(
      'invalid_request',
      `${mostProposed} proposed entries of this brand wait for an admin. Wait until these are decided.`,
    )
  const { rows } = await sql<{ id: number }>`
    INSERT INTO lexicon_entry (brand_id, phrase, weight, state, proposed_by, decided_by, decided_at)
    VALUES (${brandId}, ${phrase}, ${weight}, ${active ? 'active' : 'proposed'}, ${by.id},
      ${active ? by.id : null}, ${active ? sql`now()` : null}) RETURNING id`.execute(tx)
  return rows[0]!.id
}

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
  const { rows } = await sql<{ id: number }>`
    INSERT INTO lexicon_entry (brand_id, phrase, weight, state, proposed_by, decided_by, decided_at)
    SELECT ${brandId}, ${phrase}, ${weight}, ${active ? 'active' : 'proposed'}, ${by.id},
      ${active ? by.id : null}, ${active ? sql`now()` : null}
    WHERE (SELECT count(*) FROM lexicon_entry WHERE brand_id = ${brandId}) < ${mostEntries}
    ON CONFLICT (brand_id, phrase) DO NOTHING RETURNING id`.execute(tx)
  if (rows[0]) return rows[0].id
  // Another one's may have come just now.
  await refuseTakenPhrase(tx, { brandId, phrase })
  throw new Problem(
    'invalid_request',
    `A brand has at most ${mostEntries.toLocaleString('en')} entries. Remove some first.`,
  )
}

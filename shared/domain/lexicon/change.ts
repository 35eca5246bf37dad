import { sql } from 'kysely'
import type { LexiconChange, LexiconEntry } from '../../contract/lexicon.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { askForRescoring } from '../rescoring/ask.ts'
import { checkPhrase, refuseTakenPhrase } from './check-phrase.ts'
import { readEntry } from './list.ts'

/**
 * Changes an entry, or makes a proposed one active. What that does to the mentions that are there is brought to them by
 * workers.
 * @throws Problem not_found, name_taken, invalid_request (a phrase that finds nothing)
 */
export async function changeLexiconEntry(
  store: Store,
  by: Viewer,
  id: number,
  body: LexiconChange,
): Promise<LexiconEntry> {
  if (body.phrase !== undefined) checkPhrase(body.phrase)
  const entry = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const before = await readEntry(tx, id)
    const { phrase = before.phrase, weight = before.weight, state = before.state } = body
    await refuseTakenPhrase(tx, { brandId: before.brandId, phrase, exceptId: id })
    const differs = phrase !== before.phrase || weight !== before.weight || state !== before.state
    if (!differs) return before
    const decided = state === 'active' && { decided_by: by.id, decided_at: sql<Date>`now()` }
    await tx
      .updateTable('lexicon_entry')
      .set({ phrase, weight, state, ...decided })
      .where('id', '=', id)
      .execute()
    if (state === 'active') await askForRescoring(tx, before.brandId, by.id)
    return readEntry(tx, id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return entry
}

/** Removes an entry, or refuses a proposed one. @throws Problem not_found */
export async function removeLexiconEntry(store: Store, by: Viewer, id: number): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const { brandId, state } = await readEntry(tx, id)
    await tx.deleteFrom('lexicon_entry').where('id', '=', id).execute()
    if (state === 'active') await askForRescoring(tx, brandId, by.id)
  })
  store.poke({ about: 'setup', what: 'brands' })
}

import { sql, type Transaction } from 'kysely'
import type { Exclusion, ExclusionChange } from '../../contract/exclusion.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { isUniqueViolation } from '../../database/violations.ts'
import { Problem } from '../../runtime/problem.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { readExclusion } from './list.ts'

/**
 * Decides about an exclusion, or ends one. What that does to mentions that are there is owed from then on: workers see
 * it on the exclusion's row (`workOffExclusions`).
 * @throws Problem not_found, name_taken (when the same is proposed or active again)
 */
export async function changeExclusion(
  store: Store,
  by: Viewer,
  id: number,
  body: ExclusionChange,
): Promise<Exclusion> {
  const exclusion = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    await changeState(tx, by, id, body)
    return readExclusion(tx, id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return exclusion
}

/** Within a transaction that has begun a change of the matching. One that is active stays as it is. */
export async function changeState(
  tx: Transaction<Tables>,
  by: Viewer,
  id: number,
  { state, bringBack }: ExclusionChange,
): Promise<void> {
  const task = state === 'active' ? 'setAside' : bringBack ? 'bringBack' : null
  const owed = task && JSON.stringify({ do: task, by: by.id, before: null })
  try {
    await sql`
      UPDATE exclusion SET state = ${state}, decided_by = ${by.id}, decided_at = now(), owed = ${owed}::jsonb
      WHERE id = ${id} AND NOT (state = 'active' AND ${state} = 'active')`.execute(tx)
  } catch (error) {
    if (!isUniqueViolation(error, 'exclusion_text')) throw error
    throw new Problem('name_taken', 'The same exclusion is proposed or active again. Change that one.')
  }
}

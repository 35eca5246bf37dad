import { sql, type Transaction } from 'kysely'
import type { Exclusion, NewExclusion } from '../../contract/exclusion.ts'
import type { Viewer } from '../../contract/person.ts'
import { can } from '../../contract/rights.ts'
import type { Store } from '../../database/store.ts'
import type { Tables } from '../../database/tables.ts'
import { Problem } from '../../runtime/problem.ts'
import { readBrand } from '../brands/list.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { parseQuery } from '../matching/query.ts'
import { changeState } from './change.ts'
import { readExclusion } from './list.ts'

/**
 * Proposes what a brand is not to hear, or decides it at once. What is proposed or active already in the same words is
 * not added again.
 * @throws Problem invalid_query, not_found, forbidden (to decide without the right to)
 */
export async function addExclusion(store: Store, by: Viewer, body: NewExclusion): Promise<Exclusion> {
  parseQuery(body.text)
  const active = body.active === true
  if (active && !can(by, 'brand:write'))
    throw new Problem('forbidden', 'You can propose an exclusion; an admin decides.')
  const exclusion = await store.db.transaction().execute(async (tx) => {
    if (active) await beginMatchingChange(tx)
    await readBrand(tx, body.brandId)
    const id = await propose(tx, by, body)
    if (active) await changeState(tx, by, id, { state: 'active' })
    return readExclusion(tx, id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return exclusion
}

/** Of two who propose the same at once, one does. */
async function propose(
  tx: Transaction<Tables>,
  by: Viewer,
  { brandId, text }: NewExclusion,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    WITH added AS (
      INSERT INTO exclusion (brand_id, text, state, proposed_by) VALUES (${brandId}, ${text}, 'proposed', ${by.id})
      ON CONFLICT (brand_id, text) WHERE state <> 'ended' DO NOTHING RETURNING id
    )
    SELECT id FROM added
    UNION ALL SELECT id FROM exclusion WHERE brand_id = ${brandId} AND text = ${text} AND state <> 'ended'`.execute(
    tx,
  )
  if (!rows[0])
    throw new Problem('changed_since', 'Somebody proposed the same just now. Look, and try again.')
  return rows[0].id
}

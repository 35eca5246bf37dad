import { sql } from 'kysely'
import type { Label, NewLabel } from '../../contract/label.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readBrand } from '../brands/list.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { askForRescoring } from '../rescoring/ask.ts'
import { readLabel } from './list.ts'
import { refuseTakenName } from './name-taken.ts'
import { parseRule } from './rule.ts'

const mostLabels = 200

/**
 * Adds a label to a brand. What is heard from now on gets it by its rule; mentions that are there get it from workers.
 * @throws Problem invalid_query, not_found, name_taken, invalid_request (too many)
 */
export async function addLabel(store: Store, by: Viewer, body: NewLabel): Promise<Label> {
  parseRule(body.rule)
  const label = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const { id: brandId } = await readBrand(tx, body.brandId)
    const { rows } = await refuseTakenName(body.name, () =>
      sql<{ id: number }>`
        INSERT INTO label (brand_id, name, rule) SELECT ${brandId}, ${body.name}, ${body.rule}
        WHERE (SELECT count(*) FROM label WHERE brand_id = ${brandId}) < ${mostLabels} RETURNING id`.execute(
        tx,
      ),
    )
    if (!rows[0])
      throw new Problem('invalid_request', `A brand has at most ${mostLabels} labels. Remove some first.`)
    await askForRescoring(tx, brandId, by.id)
    return readLabel(tx, rows[0].id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return label
}

import type { Label, LabelChange } from '../../contract/label.ts'
import type { Viewer } from '../../contract/person.ts'
import type { Store } from '../../database/store.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import { askForRescoring } from '../rescoring/ask.ts'
import { readLabel } from './list.ts'
import { refuseTakenName } from './name-taken.ts'
import { parseRule } from './rule.ts'

/**
 * Renames a label or changes its rule; a new rule is brought to the mentions that are there by workers.
 * @throws Problem not_found, invalid_query, name_taken
 */
export async function changeLabel(store: Store, by: Viewer, id: number, body: LabelChange): Promise<Label> {
  if (body.rule !== undefined) parseRule(body.rule)
  const label = await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const before = await readLabel(tx, id)
    const { name = before.name, rule = before.rule } = body
    await refuseTakenName(name, () =>
      tx.updateTable('label').set({ name, rule }).where('id', '=', id).execute(),
    )
    if (rule !== before.rule) await askForRescoring(tx, before.brandId, by.id)
    return readLabel(tx, id)
  })
  store.poke({ about: 'setup', what: 'brands' })
  return label
}

/** Removes a label: it is shown no more, and workers take it off the mentions that have it. @throws Problem not_found */
export async function removeLabel(store: Store, by: Viewer, id: number): Promise<void> {
  await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    const { brandId } = await readLabel(tx, id)
    await tx.deleteFrom('label').where('id', '=', id).execute()
    await askForRescoring(tx, brandId, by.id)
  })
  store.poke({ about: 'setup', what: 'brands' })
}

import { sql, type Transaction } from 'kysely'
import { recordChanges } from '../../database/changes.ts'
import type { Tables } from '../../database/tables.ts'
import type { ChangedByBrand } from '../mentions/changed.ts'
import { backInQueue } from './assignments.ts'
import { moveMany } from './move-many.ts'

/**
 * Puts everything that a person owns, claimed or snoozed, back into the queue: called in the transaction that takes
 * their access away, as its last write. Poke after the commit when any came back.
 */
export async function releaseAllOf(
  tx: Transaction<Tables>,
  personId: number,
  byPersonId: number,
): Promise<ChangedByBrand> {
  const moved = await moveMany(tx, {
    kind: 'release',
    actorId: byPersonId,
    which: sql`SELECT m.id, m.owner_id, NULL::bigint AS cause FROM mention m
      WHERE m.owner_id = ${personId} AND m.state IN ('claimed', 'snoozed') ORDER BY m.id FOR UPDATE`,
    set: backInQueue,
  })
  await recordChanges(tx, moved)
  return moved
}

import { sql } from 'kysely'
import type { MoveKind } from '../../contract/triage.ts'
import type { Connection } from '../../database/store.ts'
import { isUniqueViolation } from '../../database/violations.ts'
import { Problem } from '../../runtime/problem.ts'

/** Writes the key down beside the `event` it led to. A second writer waits for the first and then fails. */
export const keepKeySql = (personId: number, key: string, kind: MoveKind) => sql`
  INSERT INTO move_key (person_id, key, mention_id, kind, history_id)
  SELECT ${personId}, ${key}, event.mention_id, ${kind}, event.id FROM event`

/** Whether a statement failed because its key had been used. */
export function isKeyTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'move_key_pkey')
}

/**
 * The history event that this key led to, if it was used.
 * @throws Problem idempotency_key_reused when it was used for something else.
 */
export async function readKept(
  connection: Connection,
  use: { personId: number; key: string; mentionId: number; kind: MoveKind },
): Promise<number | undefined> {
  const kept = await connection
    .selectFrom('move_key')
    .select(['mention_id', 'kind', 'history_id'])
    .where('person_id', '=', use.personId)
    .where('key', '=', use.key)
    .executeTakeFirst()
  if (kept && (kept.mention_id !== use.mentionId || kept.kind !== use.kind))
    throw new Problem(
      'idempotency_key_reused',
      'This idempotency key was used for another move. Make a new key for each move.',
      { facts: { mentionId: kept.mention_id, kind: kept.kind } },
    )
  return kept?.history_id
}

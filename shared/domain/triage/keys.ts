import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { MoveKind } from '../../contract/triage.ts'
import type { Connection } from '../../database/store.ts'
import { isUniqueViolation } from '../../database/violations.ts'
import { Problem } from '../../runtime/problem.ts'

/** What a key is used for. A key that comes back must come back for the same. */
export type KeyUse = { personId: number; key: string; mentionId: number; kind: MoveKind; bodyHash: string }

/** Says what a key is used for. The order of the body's fields makes no difference. */
export function keyUse(
  personId: number,
  key: string,
  mentionId: number,
  kind: MoveKind,
  body: object,
): KeyUse {
  const fields = Object.entries(body).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return { personId, key, mentionId, kind, bodyHash: hash('sha256', JSON.stringify(fields)) }
}

/** Writes the key down beside the `event` it led to. A second writer waits for the first and then fails. */
export const keepKeySql = ({ personId, key, kind, bodyHash }: KeyUse) => sql`
  INSERT INTO move_key (person_id, key, mention_id, kind, body_hash, history_id)
  SELECT ${personId}, ${key}, event.mention_id, ${kind}, ${bodyHash}, event.id FROM event`

/** Whether a statement failed because its key had been used. */
export function isKeyTaken(error: unknown): boolean {
  return isUniqueViolation(error, 'move_key_pkey')
}

/**
 * The history event that this key led to, if it was used.
 * @throws Problem idempotency_key_reused when it was used for something else.
 */
export async function readKept(connection: Connection, use: KeyUse): Promise<number | undefined> {
  const kept = await connection
    .selectFrom('move_key')
    .select(['mention_id', 'kind', 'body_hash', 'history_id'])
    .where('person_id', '=', use.personId)
    .where('key', '=', use.key)
    .executeTakeFirst()
  if (!kept) return undefined
  const other = kept.mention_id !== use.mentionId || kept.kind !== use.kind
  if (other || kept.body_hash !== use.bodyHash)
    throw new Problem(
      'idempotency_key_reused',
      other
        ? 'This idempotency key was used for another move. Make a new key for each move.'
        : 'This idempotency key was used for the same move with another content. Make a new key for each move.',
      { facts: { mentionId: kept.mention_id, kind: kept.kind } },
    )
  return kept.history_id
}

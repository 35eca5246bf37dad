import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import { canMove } from '../../contract/rights.ts'
import { mentionStates, type MoveKind } from '../../contract/triage.ts'

/**
 * Whether `by` may make this move on a mention called `m`, as SQL: the contract's `canMove`, spelled out for every state
 * and kind of owner, so that the rule that shows a button and the one that guards the move cannot differ.
 */
export function guardSql(by: Viewer, kind: Exclude<MoveKind, 'undo'>): RawBuilder<SqlBool> {
  const owners = { nobody: null, me: by.id, other: by.id + 1 }
  const allowed = mentionStates.flatMap((state) =>
    Object.entries(owners)
      .filter(([, ownerId]) => canMove(by, kind, { state, ownerId }))
      .map(([owner]) => `${state} ${owner}`),
  )
  return sql`m.state || CASE
    WHEN m.owner_id IS NULL THEN ' nobody' WHEN m.owner_id = ${by.id} THEN ' me' ELSE ' other'
  END = ANY (${allowed}::text[])`
}

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PersonRole, Viewer } from '../../contract/person.ts'
import { canMove } from '../../contract/rights.ts'
import { mentionStates, type MoveKind } from '../../contract/triage.ts'

type Kind = Exclude<MoveKind, 'undo'>

/**
 * Whether `by` may make this move on a mention called `m`, as SQL: the contract's `canMove`, spelled out for every state
 * and kind of owner, so that the rule that shows a button and the one that guards the move cannot differ.
 */
export function guardSql(by: Viewer, kind: Kind): RawBuilder<SqlBool> {
  const allowed = allowedSql(by.role, kind)
  return sql`m.state || CASE
    WHEN m.owner_id IS NULL THEN ' nobody' WHEN m.owner_id = ${by.id} THEN ' me' ELSE ' other'
  END = ANY (${allowed})`
}

const spelledOut = new Map<string, RawBuilder<string[]>>()

/** Depends on nothing but these two, so it is worked out once. */
function allowedSql(role: PersonRole, kind: Kind): RawBuilder<string[]> {
  const known = spelledOut.get(`${role} ${kind}`)
  if (known) return known
  const by = { id: 1, role }
  const owners = { nobody: null, me: by.id, other: by.id + 1 }
  const allowed = mentionStates.flatMap((state) =>
    Object.entries(owners)
      .filter(([, ownerId]) => canMove(by, kind, { state, ownerId }))
      .map(([owner]) => sql.lit(`${state} ${owner}`)),
  )
  const spelled = sql<string[]>`ARRAY[${sql.join(allowed)}]::text[]`
  spelledOut.set(`${role} ${kind}`, spelled)
  return spelled
}

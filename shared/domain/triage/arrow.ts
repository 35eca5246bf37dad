import { sql, type RawBuilder } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import type { MoveKind } from '../../contract/triage.ts'
import { explain, standingSql, type Condition, type Standing } from './explain.ts'
import { guardSql } from './guard.ts'
import type { Arrow } from './move.ts'

/** A move that is guarded by states and owners, as all but undo are, and by a condition of its own where it has one. */
export function arrow(
  kind: Exclude<MoveKind, 'undo'>,
  by: Viewer,
  mentionId: number,
  set: RawBuilder<unknown>,
  more: Pick<Arrow, 'detail' | 'along'> & { condition?: Condition } = {},
): Arrow {
  const { condition, ...rest } = more
  const guard = guardSql(by, kind)
  return {
    kind,
    guard: condition ? sql`${guard} AND ${condition.holds}` : guard,
    set,
    standing: standingSql(mentionId, condition),
    refuse: (standing) => explain(by, kind, mentionId, standing as Standing | null, condition),
    ...rest,
  }
}

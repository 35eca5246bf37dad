import { sql } from 'kysely'
import type { Viewer } from '../../contract/person.ts'
import { can } from '../../contract/rights.ts'
import { undoSeconds } from '../../contract/triage.ts'
import { Problem } from '../../runtime/problem.ts'
import { putBackSql } from './before.ts'
import { move, type Arrow, type Move } from './move.ts'

/** Take back one's own last move on a mention, as long as nothing happened since. */
export const undo: Move<'undo'> = (store, by, mentionId, body, key) =>
  move(store, by, mentionId, body, key, undoArrow(by, mentionId))

/** Every move makes one version, so the event that led to the present one is the mention's last. */
function undoArrow(by: Viewer, mentionId: number): Arrow {
  const last = sql`(SELECT h.id, h.before FROM history h
    WHERE h.mention_id = m.id AND h.version_after = m.version AND h.actor_id = ${by.id} AND h.before IS NOT NULL
      AND h.at > now() - make_interval(secs => ${undoSeconds}))`
  const undone = sql`(SELECT h.id FROM history h
    WHERE h.mention_id = moved.id AND h.version_after = moved.version - 1)`
  return {
    kind: 'undo',
    guard: can(by, 'mention:move') ? sql`EXISTS ${last}` : sql`FALSE`,
    set: putBackSql(last),
    undoes: undone,
    along: [
      sql`UPDATE answer SET withdrawn_at = now() FROM event WHERE history_id = event.undoes_id`,
      sql`UPDATE note SET withdrawn_at = now() FROM event WHERE history_id = event.undoes_id`,
    ],
    standing: sql`
      SELECT mine.undoable, mine.fresh, mine.version_after = m.version AS last
      FROM mention m LEFT JOIN LATERAL (
        SELECT h.before IS NOT NULL AS undoable, h.version_after,
          h.at > now() - make_interval(secs => ${undoSeconds}) AS fresh
        FROM history h WHERE h.mention_id = m.id AND h.actor_id = ${by.id} ORDER BY h.id DESC LIMIT 1
      ) mine ON TRUE
      WHERE m.id = ${mentionId}`,
    refuse: (standing) => refuseUndo(by, mentionId, standing as Standing | null),
  }
}

/** One's own last move on the mention; nulls when there is none. */
type Standing = { undoable: boolean | null; fresh: boolean | null; last: boolean | null }

function refuseUndo(by: Viewer, mentionId: number, mine: Standing | null): Problem | undefined {
  if (!can(by, 'mention:move')) return new Problem('forbidden', 'Your role does not allow moves on mentions.')
  if (!mine) return new Problem('not_found', `There is no mention ${mentionId}.`)
  if (!mine.undoable)
    return new Problem('nothing_to_undo', 'You have made no move on this mention that can be taken back.')
  if (!mine.fresh)
    return new Problem(
      'undo_too_late',
      `A move can be taken back for ${undoSeconds} seconds. Make the opposite move instead.`,
    )
  if (!mine.last)
    return new Problem('changed_since', 'Something happened on this mention after your move. Look first.')
  return undefined
}

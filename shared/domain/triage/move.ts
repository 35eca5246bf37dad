import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { MentionCard } from '../../contract/mention.ts'
import type { Viewer } from '../../contract/person.ts'
import type { MoveBody } from '../../contract/move-bodies.ts'
import type { MoveKind } from '../../contract/triage.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readCards } from '../mentions/cards.ts'
import { beforeSql, beforeWithLabelSql } from './before.ts'
import { isKeyTaken, keepKeySql, keyUse, readKept, type KeyUse } from './keys.ts'

/** The mention as it is now, and the history event that undo would take back. */
export type Moved = { card: MentionCard; historyId: number }

/**
 * One move of the state machine.
 * @param key the caller's idempotency key: repeated with the same body, it answers with the first result instead of moving
 *   twice.
 * @throws Problem not_found, already_owned, not_your_mention, wrong_state, forbidden, invalid_request,
 *   nothing_to_undo, undo_too_late, changed_since, idempotency_key_reused
 */
export type Move<K extends MoveKind> = (
  store: Store,
  by: Viewer,
  mentionId: number,
  body: MoveBody<K>,
  key?: string,
) => Promise<Moved>

/** What tells one move from another. SQL speaks of the mention as `m`, before the move. */
export type Arrow = {
  kind: MoveKind
  /** Everything that must hold; checked on the locked row. */
  guard: RawBuilder<SqlBool>
  /** Assignments of the UPDATE. */
  set: RawBuilder<unknown>
  /** What the history says of it beside who, when and from whom. */
  detail?: Record<string, unknown>
  /**
   * Further statements in the same transaction, after those of `moved` (the new row: the table itself shows it as it was
   * when the statement began) and `event` (its history).
   */
  along?: RawBuilder<unknown>[]
  /** It changes what only a correction changes: history keeps that, too, as it was. */
  keepsLabel?: boolean
  /** Id of the event that is taken back. */
  undoes?: RawBuilder<unknown>
  /** Selects what decides whether the move can be made: one row, or none when there is no such mention. */
  standing: RawBuilder<unknown>
  /** Why it cannot be made as things stand, told from that row as JSON; undefined when nothing stands against it. */
  refuse(standing: unknown): Problem | undefined
}

/**
 * How often a mention that somebody is moving at this moment is looked at again before it is waited for in line. Whoever
 * waits in line must lock the row to learn that it lost, and holds that lock through a commit of its own.
 */
const looks = 6
const lookAgainMs = 4

/** Makes a move: exactly once, or not at all and with the reason. */
export async function move(
  store: Store,
  by: Viewer,
  mentionId: number,
  body: object,
  key: string | undefined,
  arrow: Arrow,
): Promise<Moved> {
  const use = key === undefined ? undefined : keyUse(by.id, key, mentionId, arrow.kind, body)
  for (let look = 0; look <= looks; look += 1) {
    const { historyId, standing } = await apply(store, by, mentionId, use, arrow, look === looks)
    if (historyId !== null) {
      store.poke({ about: 'change' })
      return answerWith(store, mentionId, historyId)
    }
    const kept = use && (await readKept(store.db, use))
    if (kept) return answerWith(store, mentionId, kept)
    const problem = standing !== undefined && arrow.refuse(standing)
    if (problem) throw problem
    if (look < looks) await sleep(lookAgainMs * (1 + look + Math.random()))
  }
  // What the last look saw was from before it stood in line.
  throw (
    arrow.refuse(await readStanding(store.db, arrow)) ??
    new Problem('changed_since', 'This mention is being changed by others right now. Look, and try again.')
  )
}

/** What an attempt led to: an event of the history, or how things stood at its beginning. */
type Applied = { historyId: number | null; standing?: unknown }

/**
 * The shape that all moves share. One statement is the whole transaction, because its last act, taking the brand's next
 * revision, makes every other move of that brand wait until the commit: no round trip may lie in between.
 */
async function apply(
  store: Store,
  by: Viewer,
  mentionId: number,
  use: KeyUse | undefined,
  arrow: Arrow,
  inLine: boolean,
): Promise<Applied> {
  const said = sql`${JSON.stringify(arrow.detail ?? {})}::jsonb`
  const [detail, before] = arrow.undoes
    ? [said, sql`NULL`]
    : [sql`${said} || jsonb_strip_nulls(jsonb_build_object('fromId', from_id))`, sql`before`]
  const along = [...(arrow.along ?? []), ...(use ? [keepKeySql(use)] : [])]
  const statement = sql<Applied>`
    WITH old AS (
      SELECT m.id, m.owner_id, ${arrow.keepsLabel ? beforeWithLabelSql : beforeSql} AS before FROM mention m
      WHERE m.id = ${mentionId} AND ${arrow.guard} FOR NO KEY UPDATE ${inLine ? sql`` : sql`SKIP LOCKED`}
    ), moved AS (
      UPDATE mention m SET ${arrow.set}, version = m.version + 1 FROM old WHERE m.id = old.id
      RETURNING m.*, old.before,
        CASE WHEN old.owner_id IS DISTINCT FROM m.owner_id THEN old.owner_id END AS from_id
    ), event AS (
      INSERT INTO history (mention_id, actor_id, kind, detail, before, version_after, undoes_id)
      SELECT id, ${by.id}, ${arrow.kind}, ${detail}, ${before}, version, ${arrow.undoes ?? sql`NULL`}
      FROM moved RETURNING id, mention_id, undoes_id
    )${sql.join(
      along.map((one, index) => sql`, ${sql.ref(`along_${index}`)} AS (${one})`),
      sql``,
    )}
    SELECT done.id AS "historyId", done.revision,
      CASE WHEN done.id IS NULL THEN (${standingJson(arrow)}) END AS standing
    FROM (VALUES (1)) AS always LEFT JOIN (
      SELECT event.id, record_change(moved.brand_id, ARRAY[moved.id]) AS revision FROM moved, event
    ) done ON TRUE`
  try {
    return (await statement.execute(store.db)).rows[0]!
  } catch (error) {
    if (isKeyTaken(error)) return { historyId: null }
    throw error
  }
}

const standingJson = ({ standing }: Arrow) => sql`SELECT to_json(standing) FROM (${standing}) standing`

async function readStanding(connection: Connection, arrow: Arrow): Promise<unknown> {
  const { rows } = await sql<{ standing: unknown }>`SELECT (${standingJson(arrow)}) AS standing`.execute(
    connection,
  )
  return rows[0]!.standing
}

async function answerWith(store: Store, mentionId: number, historyId: number): Promise<Moved> {
  const [card] = await readCards(store.db, [mentionId])
  return { card: card!, historyId }
}

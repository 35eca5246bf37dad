import { sql } from 'kysely'
import type { Viewers } from '../../shared/contract/events.ts'
import type { Store } from '../../shared/database/store.ts'
import type { Log } from '../../shared/runtime/log.ts'
import type { LiveSocket } from './socket.ts'

/** Somebody who was not heard of for so long looks no more. */
const forgottenSeconds = 12
const everyMs = 2_000
/** Pokes within this time are answered with one look. */
const gatherMs = 100
/** A new socket is told of at most so many mentions that are open elsewhere. */
const toldAtOnce = 50

export type Viewing = {
  /** A socket says what its tab looks at, or again that it still does. */
  see(socket: LiveSocket, view: { mentionId: number | null; replying: boolean }): Promise<void>
  leave(socket: LiveSocket): Promise<void>
  /** Another process, or this one, noted that this mention's viewers changed. */
  changed(mentionId: number): void
  /** Tells a new socket what is known. */
  greet(socket: LiveSocket): void
  close(): Promise<void>
}

type Shown = { brandId: number; told: Viewers; text: string }

/**
 * Who looks at which mention, over all processes: in a table, because a process knows only its own sockets. A poke
 * tells the others; a look at the whole table every two seconds makes up for lost ones and forgets who is gone.
 */
export function createViewing(parts: {
  store: Store
  log: Log
  tell: (brandId: number, viewers: Viewers) => void
}): Viewing {
  const { store, log, tell } = parts
  const shown = new Map<number, Shown>()
  const dirty = new Set<number>()
  let gathering: NodeJS.Timeout | undefined
  let closed = false

  const refreshNow = async (only?: number[]) => {
    const now = await readViewers(store, only)
    for (const [mentionId, fresh] of now) {
      if (shown.get(mentionId)?.text === fresh.text) continue
      shown.set(mentionId, fresh)
      tell(fresh.brandId, fresh.told)
    }
    for (const mentionId of only ?? [...shown.keys()]) {
      const before = shown.get(mentionId)
      if (!before || now.has(mentionId)) continue
      shown.delete(mentionId)
      tell(before.brandId, { mentionId, people: [] })
    }
  }
  // One after the other: an older look must not overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve()
  const refresh = (only?: number[]) => (last = last.catch(() => undefined).then(() => refreshNow(only)))
  const guarded = (work: Promise<unknown>) =>
    work.catch(
      (error: Error) => closed || log.warn({ error: error.message }, 'viewers could not be read or kept'),
    )

  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    await guarded(forgetOld(store).then(() => refresh()))
    if (!closed) timer = setTimeout(() => void round(), everyMs)
  }
  timer = setTimeout(() => void round(), everyMs)

  const changed = (mentionId: number) => {
    dirty.add(mentionId)
    gathering ??= setTimeout(() => {
      gathering = undefined
      const ids = [...dirty]
      dirty.clear()
      void guarded(refresh(ids))
    }, gatherMs)
  }

  const leave = async (socket: LiveSocket) => {
    const before = socket.data.view
    if (!before) return
    socket.data.view = undefined
    await guarded(store.db.deleteFrom('viewing').where('socket_id', '=', socket.id).execute())
    store.poke({ about: 'viewing', mentionId: before.mentionId })
  }

  return {
    leave,
    changed,
    async see(socket, { mentionId, replying }) {
      if (mentionId === null) return leave(socket)
      const before = socket.data.view
      if (!(await keep(store, socket, mentionId, replying))) return
      // Closed while this was written: nobody would take it away again before it is forgotten.
      if (!socket.connected)
        return void (await store.db.deleteFrom('viewing').where('socket_id', '=', socket.id).execute())
      socket.data.view = { mentionId, replying }
      if (before?.mentionId === mentionId && before.replying === replying) return
      store.poke({ about: 'viewing', mentionId })
      if (before && before.mentionId !== mentionId)
        store.poke({ about: 'viewing', mentionId: before.mentionId })
      const known = shown.get(mentionId)
      if (known) socket.emit('viewers', known.told)
    },
    greet(socket) {
      for (const { told } of [...shown.values()].slice(0, toldAtOnce)) socket.emit('viewers', told)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      clearTimeout(gathering)
    },
  }
}

/** Writes down what a socket looks at; false when there is no such mention. */
async function keep(
  store: Store,
  socket: LiveSocket,
  mentionId: number,
  replying: boolean,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO viewing (socket_id, person_id, mention_id, replying)
    SELECT ${socket.id}, ${socket.data.person.id}, m.id, ${replying} FROM mention m WHERE m.id = ${mentionId}
    ON CONFLICT (socket_id) DO UPDATE SET mention_id = excluded.mention_id, replying = excluded.replying, seen_at = now()`.execute(
    store.db,
  )
  return (numAffectedRows ?? 0n) > 0n
}

const forgetOld = (store: Store) =>
  sql`DELETE FROM viewing WHERE seen_at <= now() - ${forgottenSeconds} * interval '1 second'`.execute(
    store.db,
  )

async function readViewers(store: Store, only: number[] | undefined): Promise<Map<number, Shown>> {
  const { rows } = await sql<{ mention_id: number; brand_id: number; people: Viewers['people'] }>`
    SELECT mention_id, brand_id,
      json_agg(json_build_object('id', person_id, 'name', name, 'replying', replying) ORDER BY name, person_id) AS people
    FROM (
      SELECT v.mention_id, m.brand_id, p.id AS person_id, p.name, bool_or(v.replying) AS replying
      FROM viewing v JOIN person p ON p.id = v.person_id JOIN mention m ON m.id = v.mention_id
      WHERE v.seen_at > now() - ${forgottenSeconds} * interval '1 second' AND p.disabled_at IS NULL
        AND ${only ? sql`v.mention_id = ANY(${only}::bigint[])` : sql`TRUE`}
      GROUP BY v.mention_id, m.brand_id, p.id
    ) one GROUP BY mention_id, brand_id`.execute(store.db)
  return new Map(
    rows.map(({ mention_id: mentionId, brand_id: brandId, people }) => [
      mentionId,
      { brandId, told: { mentionId, people }, text: JSON.stringify(people) },
    ]),
  )
}

import { sql } from 'kysely'
import type { ServerEvents } from '../../shared/contract/events.ts'
import type { PersonRole } from '../../shared/contract/person.ts'
import type { Database } from '../../shared/database/connect.ts'
import type { Log } from '../../shared/runtime/log.ts'
import type { LiveSocket } from './socket.ts'

type Reason = Parameters<ServerEvents['farewell']>[0]['reason']

/** Every socket's session is looked at this often, so that a lost poke lets nobody stay. */
const everyMs = 2_500
/** What a socket sends is only believed when its session was found good this recently. */
const trustedMs = 5_000

/** Says goodbye and closes the connection. */
export function cut(socket: LiveSocket, reason: Reason): void {
  socket.emit('farewell', { reason })
  // Leaving all rooms at once: nothing may follow the farewell while the connection closes.
  for (const room of socket.rooms) void socket.leave(room)
  socket.disconnect(true)
}

/** Keeps checking that sockets may stay. */
export type RightsWatch = {
  /** Checks these now. */
  check(sockets: LiveSocket[]): Promise<void>
  /** Whether what this socket sends may be acted on. */
  isTrusted(socket: LiveSocket): Promise<boolean>
  close(): void
}

/** Watches all sockets of this process. */
export function watchRights(parts: { db: Database; log: Log; sockets: () => LiveSocket[] }): RightsWatch {
  const { db, log, sockets } = parts

  const check = async (checked: LiveSocket[]) => {
    if (checked.length === 0) return
    const at = Date.now()
    const standing = await readStanding(db, checked)
    for (const socket of checked) {
      const reason = refusal(standing.get(socket.data.sessionKey), socket.data.person.role)
      if (reason) cut(socket, reason)
      else socket.data.checkedAt = at
    }
  }

  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    await check(sockets()).catch((error: Error) =>
      log.warn({ error: error.message }, 'the rights of sockets could not be checked'),
    )
    timer = setTimeout(() => void round(), everyMs)
  }
  timer = setTimeout(() => void round(), everyMs)

  return {
    check,
    async isTrusted(socket) {
      if (Date.now() - socket.data.checkedAt > trustedMs) await check([socket]).catch(() => undefined)
      return socket.connected && Date.now() - socket.data.checkedAt <= trustedMs
    },
    close: () => clearTimeout(timer),
  }
}

type Standing = { signedIn: boolean; disabled: boolean; role: PersonRole }

function refusal(standing: Standing | undefined, role: PersonRole): Reason | undefined {
  if (!standing || standing.disabled || standing.role !== role) return 'rights_changed'
  return standing.signedIn ? undefined : 'signed_out'
}

async function readStanding(db: Database, sockets: LiveSocket[]): Promise<Map<string, Standing>> {
  const people = new Map(sockets.map(({ data }) => [data.sessionKey, data.person.id]))
  const { rows } = await sql<Standing & { key: string }>`
    SELECT held.key, s.sid IS NOT NULL AS "signedIn", p.disabled_at IS NOT NULL AS disabled, p.role
    FROM unnest(${[...people.keys()]}::text[], ${[...people.values()]}::bigint[]) AS held (key, person_id)
    JOIN person p ON p.id = held.person_id
    LEFT JOIN session s ON s.sid = held.key AND s.expire > now()
      AND (s.sess ->> 'personId')::bigint = held.person_id`.execute(db)
  return new Map(rows.map(({ key, ...standing }) => [key, standing]))
}

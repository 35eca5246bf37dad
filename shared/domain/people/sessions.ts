import { sql } from 'kysely'
import type pg from 'pg'
import type { Person } from '../../contract/person.ts'
import type { Connection } from '../../database/store.ts'
import { toPerson, type PersonRow } from './person-row.ts'

/** What is kept of a session, and whose it is; nobody's when that person is disabled. */
export type KeptSession<Data> = { data: Data; person: Person | null }

/** Finds the session with a key, unless it has expired. */
export type SessionReader<Data> = (key: string) => Promise<KeptSession<Data> | null>

/** While so many reads are under way, whoever asks is answered by the next, together with all others who ask. */
const readsAtOnce = 2
/** Everybody waits for these reads: a connection that says nothing for so long must not hold them up. */
const answerMs = 5_000

type Asked<Data> = { key: string } & Pick<
  PromiseWithResolvers<KeptSession<Data> | null>,
  'resolve' | 'reject'
>
type SessionRow = { sid: string; sess: string } & (PersonRow | { id: null })

/** Every request asks for its session: many at once become few statements. Each gets its own copy of the data. */
export function createSessionReader<Data>(pool: pg.Pool): SessionReader<Data> {
  let waiting: Asked<Data>[] = []
  let reads = 0

  const readWaiting = async () => {
    const asked = waiting
    waiting = []
    reads += 1
    try {
      const question: pg.QueryConfig & { query_timeout: number } = {
        name: 'read-sessions',
        query_timeout: answerMs,
        text: `SELECT s.sid, s.sess::text, p.id, p.email, p.name, p.role, p.disabled_at, p.created_at
         FROM session s LEFT JOIN person p ON p.id = (s.sess ->> 'personId')::bigint AND p.disabled_at IS NULL
         WHERE s.sid = ANY ($1) AND s.expire > now()`,
        values: [asked.map(({ key }) => key)],
      }
      const { rows } = await pool.query<SessionRow>(question)
      const found = new Map(rows.map((row) => [row.sid, row]))
      for (const { key, resolve } of asked) resolve(toKept(found.get(key)))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
    reads -= 1
    if (waiting.length > 0) void readWaiting()
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (reads < readsAtOnce) void readWaiting()
    })
}

function toKept<Data>(row: SessionRow | undefined): KeptSession<Data> | null {
  if (!row) return null
  return { data: JSON.parse(row.sess) as Data, person: row.id === null ? null : toPerson(row) }
}

/** Signs a person out everywhere. Their sockets notice by the `rights` poke, or at their next check. */
export async function endSessionsOf(connection: Connection, personId: number): Promise<void> {
  await connection
    .deleteFrom('session')
    .where(sql<number>`(sess ->> 'personId')::bigint`, '=', personId)
    .execute()
}

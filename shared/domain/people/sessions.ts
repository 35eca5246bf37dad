import { sql } from 'kysely'
import type pg from 'pg'
import type { Person } from '../../contract/person.ts'
import type { Connection } from '../../database/store.ts'
import { toPerson, type PersonRow } from './person-row.ts'

/** What is kept of a session, and whose it is; nobody's when that person is disabled. */
export type KeptSession<Data> = { data: Data; person: Person | null }

/**
 * The session with this key, unless it has expired. Every request asks this, so it is one prepared statement and not
 * built anew each time.
 */
export async function readSession<Data>(pool: pg.Pool, key: string): Promise<KeptSession<Data> | null> {
  const { rows } = await pool.query<{ sess: Data } & (PersonRow | { id: null })>({
    name: 'read session',
    text: `
      SELECT s.sess, p.id, p.email, p.name, p.role, p.disabled_at, p.created_at
      FROM session s LEFT JOIN person p ON p.id = (s.sess ->> 'personId')::bigint AND p.disabled_at IS NULL
      WHERE s.sid = $1 AND s.expire > now()`,
    values: [key],
  })
  const row = rows[0]
  return row ? { data: row.sess, person: row.id === null ? null : toPerson(row) } : null
}

/** Signs a person out everywhere. Their sockets notice by the `rights` poke, or at their next check. */
export async function endSessionsOf(connection: Connection, personId: number): Promise<void> {
  await connection
    .deleteFrom('session')
    .where(sql<number>`(sess ->> 'personId')::bigint`, '=', personId)
    .execute()
}

import { sql } from 'kysely'
import type { Connection } from '../../database/store.ts'

/** Signs a person out everywhere. Their sockets notice by the `rights` poke, or at their next check. */
export async function endSessionsOf(connection: Connection, personId: number): Promise<void> {
  await connection
    .deleteFrom('session')
    .where(sql<number>`(sess ->> 'personId')::bigint`, '=', personId)
    .execute()
}

import { sql } from 'kysely'
import type { Connection } from '../../../database/store.ts'

/** A host is not to be asked now; nothing is wrong with the feed. */
export class NotYet extends Error {
  override name = 'NotYet'
  readonly until: Date
  constructor(host: string, until: Date) {
    super(`${host} is not to be asked before ${until.toISOString()}`)
    this.until = until
  }
}

/**
 * Takes the next turn at a host: whoever takes turns, in whatever process, has them `spacingSeconds` apart.
 * @returns milliseconds until the turn comes.
 * @throws NotYet when that is more than `patienceSeconds` away, or the host asked to be left alone; no turn is taken then
 */
export async function takeTurn(
  connection: Connection,
  host: string,
  { spacingSeconds, patienceSeconds }: { spacingSeconds: number; patienceSeconds: number },
): Promise<number> {
  const spacing = sql`${spacingSeconds} * interval '1 second'`
  const { rows } = await sql<{ waitMs: number }>`
    INSERT INTO host AS h (name, next_at) VALUES (${host}, clock_timestamp() + ${spacing})
    ON CONFLICT (name) DO UPDATE SET next_at = greatest(h.next_at, clock_timestamp()) + ${spacing}
      WHERE h.next_at <= clock_timestamp() + ${patienceSeconds} * interval '1 second'
        AND (h.blocked_until IS NULL OR h.blocked_until <= now())
    RETURNING greatest(0, extract(epoch FROM next_at - ${spacing} - clock_timestamp()) * 1000)::float8 AS "waitMs"
    `.execute(connection)
  if (rows[0]) return rows[0].waitMs
  const { rows: busy } = await sql<{ until: Date }>`
    SELECT greatest(next_at, blocked_until) AS until FROM host WHERE name = ${host}`.execute(connection)
  throw new NotYet(host, busy[0]?.until ?? new Date())
}

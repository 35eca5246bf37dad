import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../runtime/log.ts'
import { PreparingClient } from './preparing-client.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

// Every bigint here is an identity, a count or a revision, all far below 2^53.
const parseInt8 = (value: string) => Number(value)
// bigint[], which pg's list of type ids leaves out.
const int8Array = 1016 as typeof pg.types.builtins.INT8
const parseInt8Array = (value: string) => {
  const texts: string[] = pg.types.getTypeParser(int8Array, 'text')(value)
  return texts.map(Number)
}

/** node-postgres' parsers, with bigint as number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === pg.types.builtins.INT8) return parseInt8
    if (oid === int8Array) return parseInt8Array
    return pg.types.getTypeParser(oid, format) as never
  },
}

/** A pool for one process. `max` connections; a statement that hangs is ended after `statementMs`. */
export function createPool(
  url: string,
  options: { log: Log; max?: number; name?: string; statementMs?: number },
): pg.Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: options.max ?? 10,
    application_name: `earshot ${options.name ?? ''}`.trim(),
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: options.statementMs ?? 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    types,
  })
  // An idle connection that breaks (server restart) must not end the process: the next query opens another.
  pool.on('error', (error) => options.log.warn({ error: error.message }, 'lost an idle database connection'))
  // Nor one that breaks while it is lent: whoever has it hears of it from their query, but an error event without a
  // listener is an uncaught exception.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Typed SQL over a pool. Closing the pool is its owner's business. */
export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

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

/** How much later than PostgreSQL itself the client gives a statement up: then it is the connection that is lost. */
const answerMs = 3_000

/**
 * A pool for one process. `max` connections; a statement that hangs is ended after `statementMs`. A connection that
 * says nothing by then was lost without a word: it is cut, and so are the idle ones, which likely were lost with it.
 */
export function createPool(
  url: string,
  options: { log: Log; max?: number; name?: string; statementMs?: number },
): pg.Pool {
  const statementMs = options.statementMs ?? 30_000
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString: url,
    max: options.max ?? 10,
    application_name: `earshot ${options.name ?? ''}`.trim(),
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + answerMs,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types,
  })
  // An idle connection that breaks (server restart) must not end the process: the next query opens another.
  pool.on('error', (error) => options.log.warn({ error: error.message }, 'lost an idle database connection'))
  // Nor one that breaks while it is lent: whoever has it hears of it from their query, but an error event without a
  // listener is an uncaught exception.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    ;(client as unknown as PreparingClient).onSilent = () => {
      options.log.warn('a database connection does not answer any more; opening others')
      cutIdle(pool)
    }
  })
  return pool
}

/** Takes each idle connection as a user of the pool does, because that is how the pool lets go of one. */
function cutIdle(pool: pg.Pool): void {
  for (let left = pool.idleCount; left > 0; left -= 1)
    pool.connect().then(
      (client) => {
        ;(client as unknown as PreparingClient).cut()
        client.release(true)
      },
      () => undefined,
    )
}

/** Typed SQL over a pool. Closing the pool is its owner's business. */
export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

import { createPostgresBackend, Queue, runMigrations, Worker, type PostgresConnectionOptions } from 'bullmq'
import pg from 'pg'
import type { Log } from '../runtime/log.ts'
import { queueSpace, type QueueBackend } from './backend.ts'

/** Two workers keep a connection each to be told of new jobs; the rest is shared by short statements. */
const connections = 8

/** Queues in a schema of their own of the database at `url`. @throws when it cannot be reached or migrated. */
export async function openPostgresBackend(url: string, log: Log): Promise<QueueBackend> {
  const pool = new pg.Pool({
    connectionString: withSearchPath(url),
    max: connections,
    application_name: 'earshot queues',
    connectionTimeoutMillis: 3_000,
    statement_timeout: 10_000,
    query_timeout: 15_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  pool.on('error', (error) => log.warn({ error: error.message }, 'lost an idle connection of the queues'))
  // Whoever has a connection that breaks hears of it from their query; the event alone would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    const client = await pool.connect()
    try {
      await runMigrations(client, queueSpace.schema)
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw error
  }

  const connection = pool as unknown as PostgresConnectionOptions
  return {
    kind: 'postgres',
    queue: (name) =>
      new Queue(
        name,
        { connection, streams: { events: { maxLen: 500 } } },
        createPostgresBackend,
      ) as unknown as Queue,
    worker: (name, processor, options) =>
      new Worker(
        name,
        processor,
        // New jobs are announced: asking in between is only for an announcement that was lost.
        { drainDelay: 30, ...options, connection },
        createPostgresBackend,
      ) as unknown as Worker,
    close: () => pool.end(),
  }
}

function withSearchPath(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  const given = url.searchParams.get('options')
  url.searchParams.set('options', `${given ?? ''} -c search_path=${queueSpace.schema}`.trim())
  return url.href
}

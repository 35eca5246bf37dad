import pg from 'pg'
import { superuser, type Cluster } from './cluster.ts'

/** The connection string of one database of the cluster. */
export function databaseUrl(cluster: Cluster, port: number, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`
}

/** One connection that is not part of a pool. Its loss is told by its `end` event, never by an unhandled error. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'earshot keeper',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Is this a server that is on its way up or down, so that asking again soon makes sense? */
export function isStartingOrStopping(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  // 57P01 admin_shutdown, 57P02 crash_shutdown, 57P03 cannot_connect_now
  if (code !== undefined) return /^(57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|08\w{3})$/.test(code)
  return /terminated unexpectedly|timeout|not queryable/i.test(message ?? '')
}

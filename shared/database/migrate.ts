import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { advisoryLocks } from './advisory-locks.ts'

const folder = new URL('./migrations/', import.meta.url)

/** What stands in the database is not what these files would have made. Nothing was changed. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

type Migration = { number: number; name: string; sql: string }

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).toSorted()
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 4)),
      name: name.slice(0, -4),
      sql: await readFile(new URL(name, folder), 'utf8'),
    })),
  )
}

/**
 * Brings the database at `url` forward to the newest migration, each in its own transaction, under an advisory lock so
 * that processes starting together take turns. There is no way back: a mistake is mended by a further migration.
 * @returns the names of the migrations that were applied.
 * @throws MigrationError when the database is newer than this code.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'earshot migrate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLocks.migration])
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    const { rows } = await client.query<{ number: number; name: string }>(
      'SELECT number, name FROM migration ORDER BY number',
    )
    const migrations = await readMigrations()
    const unknown = rows.find((row) => migrations.find((m) => m.number === row.number)?.name !== row.name)
    if (unknown)
      throw new MigrationError(
        `The database has migration ${unknown.name}, which this version of Earshot does not know. Start the version that made it, or a newer one.`,
      )
    const applied = new Set(rows.map((row) => row.number))
    const missing = migrations.filter((migration) => !applied.has(migration.number))
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(migration.sql)
    await client.query('INSERT INTO migration (number, name) VALUES ($1, $2)', [
      migration.number,
      migration.name,
    ])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

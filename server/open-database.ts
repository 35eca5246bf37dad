import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { migrate } from '../shared/database/migrate.ts'
import type { Config } from '../shared/runtime/config.ts'
import type { Log } from '../shared/runtime/log.ts'
import { startEmbeddedPostgres } from './embedded/postgres.ts'

/** How long to wait for a PostgreSQL that is started at the same time, as in a compose file. */
const patienceMs = 30_000

export type OpenDatabase = {
  url: string
  /** Notes where the dashboard is, so that a second start on the same data can say so. */
  announce(address: string): void
  close(): Promise<void>
}

const oldestVersion = 15

/** PostgreSQL cannot be used. The message says which one, why, and what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError'
}

/** Reaches the configured PostgreSQL, or starts the embedded one, and brings its schema forward. */
export async function openDatabase(options: {
  config: Config
  log: Log
  say: (line: string) => void
  onLost: () => void
  /** Aborts a start that has just begun; what it started is ended before this rejects. */
  signal?: AbortSignal
}): Promise<OpenDatabase> {
  const { config, log, say, onLost, signal } = options
  if (config.databaseUrl === undefined) {
    const embedded = await startEmbeddedPostgres({
      dataDir: config.dataDir,
      log,
      ...(signal && { signal }),
      onProgress: say,
      onLost: (error) => {
        console.error(error.message)
        onLost()
      },
    })
    try {
      await migrate(embedded.url)
    } catch (error) {
      await embedded.stop()
      throw error
    }
    return { url: embedded.url, announce: embedded.announce, close: embedded.stop }
  }
  await reach(config.databaseUrl, say, signal)
  await migrate(config.databaseUrl)
  return { url: config.databaseUrl, announce: () => undefined, close: async () => undefined }
}

async function reach(url: string, say: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const { host } = new URL(url)
  let said = false
  for (const deadline = Date.now() + patienceMs; ; await sleep(500, undefined, { signal })) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
    try {
      await client.connect()
      return refuseUnfit(host, await readSettings(client))
    } catch (error) {
      // 28…: refused for good (password, role); 3D000: no such database.
      const code = (error as { code?: string }).code ?? ''
      if (error instanceof DatabaseError) throw error
      if (/^28|^3D000/.test(code) || Date.now() > deadline)
        throw new DatabaseError(
          `PostgreSQL at ${host} (DATABASE_URL) cannot be used: ${(error as Error).message || code}. Check that it runs and that the address, user and password are right; without DATABASE_URL, Earshot starts its own.`,
          { cause: error },
        )
      if (!said) say(`Waiting for PostgreSQL at ${host} …`)
      said = true
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

type Settings = Record<'server_version' | 'server_version_num' | 'fsync' | 'synchronous_commit', string>

async function readSettings(client: pg.Client): Promise<Settings> {
  const { rows } = await client.query<{ name: keyof Settings; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'server_version_num', 'fsync', 'synchronous_commit')",
  )
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting])) as Settings
}

/** Refuses a server that could not do what Earshot asks of it, or would not keep it. @throws DatabaseError */
export function refuseUnfit(host: string, settings: Settings): void {
  if (Number(settings.server_version_num) < oldestVersion * 10_000)
    throw new DatabaseError(
      `PostgreSQL at ${host} (DATABASE_URL) is version ${settings.server_version}, and Earshot needs ${oldestVersion} or newer. Upgrade it, or use another; without DATABASE_URL, Earshot starts its own.`,
    )
  const off = (['fsync', 'synchronous_commit'] as const).filter((name) => settings[name] === 'off')
  if (off.length > 0)
    throw new DatabaseError(
      `PostgreSQL at ${host} runs with ${off.map((name) => `${name} = off`).join(' and ')}, so a crash could lose answers that people were told are kept. Switch it on.`,
    )
}

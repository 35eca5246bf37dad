import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { isServerOf, readPidFile } from '../../server/embedded/pid.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../server/embedded/postgres.ts'
import { silentLog } from '../../shared/runtime/log.ts'

/** A data folder of the test's own; whatever server still runs on it at the end is ended with it. */
export function temporaryDataDir(mode = 0o755): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'earshot-test-'))
  chmodSync(dataDir, mode)
  onTestFinished(() => {
    const pid = serverPid(dataDir)
    if (pid) process.kill(pid, 'SIGKILL')
    if (existsSync(join(dataDir, 'postgres'))) rmSync(realpathSync(join(dataDir, 'postgres')), again)
    rmSync(dataDir, again)
  })
  return dataDir
}

const again = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }

export const pgdataOf = (dataDir: string) => join(realpathSync(join(dataDir, 'postgres')), 'cluster', 'data')

/** The process of the server that runs on `dataDir`, if one does. */
export function serverPid(dataDir: string): number | undefined {
  try {
    const pgdata = pgdataOf(dataDir)
    const pid = readPidFile(pgdata)?.pid
    return pid && isServerOf(pgdata, pid) ? pid : undefined
  } catch {
    return undefined
  }
}

export async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog })
  onTestFinished(() => postgres.stop())
  return postgres
}

/** The same in a process of its own, which can be killed. */
export async function startElsewhere(
  dataDir: string,
): Promise<{ url: string; adopted: boolean; kill(): Promise<void> }> {
  const script = fileURLToPath(new URL('./embedded-owner.ts', import.meta.url))
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (text: Buffer) => (complaint += text))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  onTestFinished(() => void child.kill('SIGKILL'))
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    void exited.then(() => reject(new Error(`the owner ended before it had started: ${complaint}`)))
  })
  return {
    ...(JSON.parse(line) as { url: string; adopted: boolean }),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

export async function query<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Inserts 1, 2, 3 … into `acknowledged` one by one until the connection breaks; resolves to what was acknowledged. */
export async function writeUntilBroken(url: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  const acknowledged: number[] = []
  for (;;) {
    try {
      await client.query('INSERT INTO acknowledged VALUES ($1)', [acknowledged.length + 1])
      acknowledged.push(acknowledged.length + 1)
    } catch {
      return acknowledged
    }
  }
}

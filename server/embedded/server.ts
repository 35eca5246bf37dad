import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, databaseUrl, isStartingOrStopping } from './connection.ts'
import type { Binaries } from './binaries.ts'
import { environment, type Cluster } from './cluster.ts'
import { EmbeddedPostgresError, explain } from './error.ts'
import { isAlive, isServerOf, readPidFile } from './pid.ts'
import type { Place } from './place.ts'

export type Server = { pid: number; port: number; adopted: boolean }

export type Launch = {
  place: Place
  cluster: Cluster
  binaries: Binaries
  /** A server that comes back must be found at its old port; undefined: any free one. */
  port: number | undefined
  /** Stops a server that is not ready yet. */
  signal: AbortSignal | undefined
  onProgress: (line: string) => void
}

/** Recovery after a crash replays what was written since the last checkpoint, which a slow disk may take minutes for. */
const readyWithinMs = 10 * 60_000
/** How long the remains of a killed server (its children, its shared memory, its lock file) may be in the way. */
const remainsWithinMs = 30_000

/**
 * Starts the cluster's server, or adopts the one that a killed Earshot left running.
 * @throws EmbeddedPostgresError
 */
export async function startServer(launch: Launch): Promise<Server> {
  const deadline = Date.now() + remainsWithinMs
  for (;;) {
    const left = readPidFile(launch.cluster.pgdata)
    const alive = left !== undefined && isServerOf(launch.cluster.pgdata, left.pid)
    const server = alive ? await adopt(launch, left) : await run(launch, left?.pid)
    if (server !== 'try again') return server
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresError(
        `A PostgreSQL server (process ${left?.pid ?? 'unknown'}) is running on ${launch.cluster.pgdata} but does not answer: stop that process, then start again.`,
      )
    }
    await sleep(100)
  }
}

/** A live process and a port prove little: what counts is that the server there says it serves this data. */
async function adopt(
  { cluster }: Launch,
  left: { pid: number; port: number },
): Promise<Server | 'try again'> {
  try {
    const client = await connect(databaseUrl(cluster, left.port, 'postgres'))
    const { rows } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    )
    await client.end()
    return rows[0]?.folder === cluster.pgdata ? { ...left, adopted: true } : 'try again'
  } catch (error) {
    if (isStartingOrStopping(error)) return 'try again'
    throw new EmbeddedPostgresError(
      `The PostgreSQL server that is already running on ${cluster.pgdata} (process ${left.pid}) refuses Earshot: ${(error as Error).message}. Stop that process, then start again.`,
      { cause: error },
    )
  }
}

async function run(launch: Launch, stalePid: number | undefined): Promise<Server | 'try again'> {
  const { place, cluster, binaries, signal, onProgress } = launch
  const port = launch.port ?? (await freePort())
  const log = openLog(place.folder)
  const child = spawn(binaries.postgres, ['-D', cluster.pgdata, ...settings(port)], {
    ...place.account,
    cwd: cluster.pgdata,
    // A process group of its own: Ctrl-C in the terminal must not stop the database before Earshot has drained.
    detached: true,
    stdio: ['ignore', log.file, log.file],
    env: {
      ...environment(),
      // PostgreSQL takes any living process with the id in its old lock file for its predecessor, for ever. This one
      // was seen not to be (startServer); the variable tells it so, and its other checks for survivors stay.
      ...(stalePid !== undefined && isAlive(stalePid) && { PG_GRANDPARENT_PID: String(stalePid) }),
    },
  })
  closeSync(log.file)
  child.unref()

  const stop = () => child.kill('SIGINT')
  signal?.addEventListener('abort', stop)
  const isReady = await ready(child, cluster, onProgress)
  signal?.removeEventListener('abort', stop)
  if (isReady) return { pid: child.pid!, port, adopted: false }
  signal?.throwIfAborted()
  const output = readFileSync(log.path, 'utf8').slice(log.start)
  const inTheWay = /lock file "postmaster.pid" already exists|is still in use|Address already in use/.test(
    output,
  )
  if (inTheWay) return 'try again'
  throw explain('Starting PostgreSQL', output, place.folder)
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    // A socket's path may have 107 bytes at most, which a data folder need not respect.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    idle_in_transaction_session_timeout: '60s',
    // Errors go to the client, which reports them; the file keeps what only the server knows.
    log_min_messages: 'log',
    log_checkpoints: 'off',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Resolves true when the server takes connections, false when it has given up. */
async function ready(
  child: ChildProcess,
  { pgdata }: Cluster,
  onProgress: (line: string) => void,
): Promise<boolean> {
  let exited = false
  child.once('exit', () => (exited = true))
  child.once('error', () => (exited = true))
  const started = Date.now()
  let told = started
  while (!exited) {
    const file = readPidFile(pgdata)
    if (file?.pid === child.pid && file?.ready) return true
    if (Date.now() - told > 5_000) {
      told = Date.now()
      onProgress(`PostgreSQL is repairing what a crash left (${Math.round((told - started) / 1000)} s) …`)
    }
    if (Date.now() - started > readyWithinMs) {
      child.kill('SIGQUIT')
      return false
    }
    await sleep(20)
  }
  return false
}

/** Fast shutdown, and only if that takes too long the immediate one, after which the next start repairs. */
export async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (isServerOf(cluster.pgdata, pid)) process.kill(pid, signal)
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(20)) {
      if (!isServerOf(cluster.pgdata, pid)) return
    }
  }
}

function openLog(folder: string): { file: number; path: string; start: number } {
  const path = join(folder, 'log')
  mkdirSync(folder, { recursive: true })
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > 1_000_000) {
    rmSync(`${path}.old`, { force: true })
    renameSync(path, `${path}.old`)
  }
  return { file: openSync(path, 'a', 0o600), path, start: size > 1_000_000 ? 0 : size }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../shared/runtime/log.ts'
import { findBinaries } from './binaries.ts'
import { openCluster } from './cluster.ts'
import { connect, databaseUrl, isStartingOrStopping } from './connection.ts'
import { AlreadyRunningError, EmbeddedPostgresError } from './error.ts'
import { takeOwnership, type Ownership } from './owner.ts'
import { findPlace } from './place.ts'
import { startServer, stopServer, type Server } from './server.ts'

const database = 'earshot'

export type EmbeddedPostgresOptions = {
  /** Absolute path of Earshot's data folder; the database lives in `postgres/` below it. */
  dataDir: string
  log: Log
  /** Lines for people about what takes a while. */
  onProgress?: (line: string) => void
  /** Aborts a start that is not over; a server that it began is stopped before the start rejects. */
  signal?: AbortSignal
  /** Another Earshot has taken the data over, which can only happen after the connection to it was lost. */
  onLost?: (error: AlreadyRunningError) => void
}

export type EmbeddedPostgres = {
  /** Connection string of the database `earshot`. It stays valid when the server dies and is started again. */
  url: string
  /** A server that a killed Earshot left was still running, and goes on. */
  adopted: boolean
  /** Notes the dashboard's address, so that a second start on the same data can name it. */
  announce(address: string): void
  /** Fast shutdown; resolves when the server is gone. Close the pools first. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on the data in `dataDir` (made on the first run), adopting a server that is still running there,
 * and keeps it running: a server that dies is started again at the same address.
 * @throws EmbeddedPostgresError with a sentence for people; AlreadyRunningError when another Earshot has the data
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, signal, onProgress = () => undefined, onLost = () => undefined } = options
  const place = findPlace(dataDir)
  const binaries = findBinaries(dataDir, place.account)
  const cluster = await openCluster(place, binaries, onProgress)
  signal?.throwIfAborted()
  onProgress('Starting PostgreSQL …')

  const begin = async (port: number | undefined) => {
    const server = await startServer({ place, cluster, binaries, port, signal, onProgress })
    const url = databaseUrl(cluster, server.port, database)
    await makeDatabase(databaseUrl(cluster, server.port, 'postgres'))
    return { server, url, owner: await takeOwnership(url, dataDir) }
  }

  let running = await persist(() => begin(undefined), signal)
  let stopping = false
  let address: string | undefined
  let reviving = Promise.resolve()
  const { url } = running

  const watch = (owner: Ownership) => {
    void owner.lost.then(() => {
      if (!stopping) reviving = revive()
    })
  }
  const revive = async () => {
    log.error({ pid: running.server.pid }, 'the embedded PostgreSQL went away; starting it again')
    for (let waitMs = 250; !stopping; waitMs = Math.min(waitMs * 2, 10_000)) {
      try {
        running = await begin(running.server.port)
        if (address) running.owner.announce(address)
        log.info({ pid: running.server.pid }, 'the embedded PostgreSQL is back')
        return watch(running.owner)
      } catch (error) {
        if (error instanceof AlreadyRunningError) return onLost(error)
        log.error({ error: (error as Error).message }, 'the embedded PostgreSQL does not start')
        await sleep(waitMs)
      }
    }
  }
  watch(running.owner)
  log.info({ folder: place.folder, ...running.server }, 'the embedded PostgreSQL is running')

  return {
    url,
    adopted: running.server.adopted,
    announce(at) {
      address = at
      running.owner.announce(at)
    },
    async stop() {
      stopping = true
      await reviving
      await stopServer(cluster, running.server.pid)
      await running.owner.release()
    },
  }
}

type Running = { server: Server; url: string; owner: Ownership }

/** A server that was found running may be on its way down: once it is gone, the next try starts one. */
async function persist(begin: () => Promise<Running>, signal: AbortSignal | undefined): Promise<Running> {
  for (const deadline = Date.now() + 30_000; ; await sleep(100)) {
    try {
      return await begin()
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof EmbeddedPostgresError || !isStartingOrStopping(error) || Date.now() > deadline)
        throw error
    }
  }
}

async function makeDatabase(url: string): Promise<void> {
  const client = await connect(url)
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`)
  } catch (error) {
    // 42P04 duplicate_database, 23505: a second start at the same moment made it.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error
  } finally {
    await client.end()
  }
}

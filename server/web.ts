import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createDatabase, createPool } from '../shared/database/connect.ts'
import { createPoker } from '../shared/database/poke.ts'
import { createListeningTools } from '../shared/domain/listening/tools.ts'
import { checkProgress } from '../shared/domain/upkeep/heartbeat.ts'
import { ensureAdmin } from '../shared/domain/people/first-admin.ts'
import type { Config } from '../shared/runtime/config.ts'
import type { Log } from '../shared/runtime/log.ts'
import { createApp } from './http/app.ts'
import type { ReadinessCheck } from './http/health.ts'
import { followConnections } from './http/drain.ts'
import { createSessions, readSessionSecret } from './http/sessions.ts'
import { createLive } from './live/gateway.ts'

/** A web process's own connections to PostgreSQL. */
export const webPool = {
  name: 'web',
  /** Few, because each web process has them, and moves hold one for milliseconds. */
  max: 12,
  /** Nobody waits longer for a page; it is also what a silently lost connection costs those who have it. */
  statementMs: 12_000,
}
/** How long requests under way may take to end when the server does. */
const graceMs = 2_000
/** A query that hangs is not waited for when the server ends. */
const lastMs = 1_000

/** Serves the dashboard, the API and the sockets. `address` is what a browser on this machine opens. */
export async function startWeb(options: {
  config: Config
  databaseUrl: string
  log: Log
}): Promise<{ address: string; close(): Promise<void> }> {
  const { config, databaseUrl } = options
  const log = options.log.child({})
  const pool = createPool(databaseUrl, { ...webPool, log })
  const store = { db: createDatabase(pool), poke: createPoker(pool, log) }
  const tools = createListeningTools({ config, log })
  if (config.admin) await ensureAdmin(store, config.admin)
  const secret = await readSessionSecret(store.db)
  const sessions = createSessions({ pool, secret, config, log })

  const checks: ReadinessCheck[] = []
  // The app first: sockets then take their own path's requests away from it.
  const httpServer = createServer(createApp({ config, store, pool, tools, log, sessions, checks }))
  const endConnections = followConnections(httpServer)
  const live = await createLive({ httpServer, sessions, store, databaseUrl, config, log })
  checks.push(live.check, () => checkProgress(store.db))
  const close = async () => {
    await live.close()
    await endConnections(graceMs)
    // Nobody waits any more for what is still at work, and it fails because its database goes: no news to anybody.
    log.level = 'silent'
    const ends = [tools.close(), sessions.close(), pool.end()]
    await Promise.race([Promise.allSettled(ends), sleep(lastMs, undefined, { ref: false })])
  }
  try {
    await new Promise<void>((resolve, reject) => {
      httpServer.once('error', reject)
      httpServer.listen(config.port, config.host, resolve)
    })
  } catch (error) {
    await close()
    throw error
  }

  return {
    address: config.origin ?? addressOf(httpServer.address() as AddressInfo),
    close,
  }
}

function addressOf({ address, port, family }: AddressInfo): string {
  const anywhere = address === '0.0.0.0' || address === '::'
  const host = anywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address
  return `http://${host}:${port}`
}

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type pg from 'pg'
import { createApp } from '../../server/http/app.ts'
import type { ReadinessCheck } from '../../server/http/health.ts'
import { createSessions, readSessionSecret, type Sessions } from '../../server/http/sessions.ts'
import { createLive } from '../../server/live/gateway.ts'
import { webPool } from '../../server/web.ts'
import type { Person, PersonRole } from '../../shared/contract/person.ts'
import { createDatabase, createPool } from '../../shared/database/connect.ts'
import { createPoker, type Poker } from '../../shared/database/poke.ts'
import type { Store } from '../../shared/database/store.ts'
import { createListeningTools } from '../../shared/domain/listening/tools.ts'
import { addPerson } from '../../shared/domain/people/add.ts'
import { readConfig, type Config } from '../../shared/runtime/config.ts'
import { silentLog, type Log } from '../../shared/runtime/log.ts'
import type { Vault } from '../../shared/runtime/vault.ts'
import { createTestDatabase } from './database.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'

export const testPassword = 'correct horse battery'

/** One web process as Earshot runs it, in this process: routes, sessions and sockets on a real database and port. */
export type TestWeb = {
  url: string
  databaseUrl: string
  store: Store
  pool: pg.Pool
  sessions: Sessions
  app: Express
  httpServer: Server
  /** Adds a person; their password is `testPassword`. */
  person(role: PersonRole, name?: string): Promise<Person>
  /** A client that is signed in as a new person of this role, or as this person. */
  signedIn(who: PersonRole | Person): Promise<HttpClient & { person: Person }>
  /** A client without a session. */
  nobody(): HttpClient
  close(): Promise<void>
}

let people = 0

export async function startTestWeb(
  options: {
    /** Another node's, to be a second one on it. */
    databaseUrl?: string
    config?: Partial<Config>
    /** What becomes of this node's pokes; by default they are sent. */
    poke?: (send: Poker) => Poker
    log?: Log
    clientDir?: string
    checks?: ReadinessCheck[]
    /** With the key of the others who read what it locks. */
    vault?: Vault
  } = {},
): Promise<TestWeb> {
  const own = options.databaseUrl === undefined ? await createTestDatabase() : undefined
  const databaseUrl = options.databaseUrl ?? own!.url
  const log = options.log ?? silentLog
  const config: Config = { ...readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), ...options.config }
  const pool = createPool(databaseUrl, { ...webPool, log })
  const send = createPoker(pool, log)
  const store = { db: createDatabase(pool), poke: options.poke?.(send) ?? send }
  const sessions = createSessions({ pool, secret: await readSessionSecret(store.db), config, log })
  const tools = { ...createListeningTools({ config, log }), ...(options.vault && { vault: options.vault }) }
  const checks = options.checks ?? []
  const clientDir = options.clientDir
  const app = createApp({
    config,
    store,
    pool,
    tools,
    log,
    sessions,
    checks,
    checkReplies: true,
    ...(clientDir && { clientDir }),
  })
  const httpServer = createServer(app)
  const live = await createLive({ httpServer, sessions, store, databaseUrl, config, log })
  checks.push(live.check)
  await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(httpServer.address() as AddressInfo).port}`

  const person = (role: PersonRole, name = `${role} ${(people += 1)}`) =>
    addPerson(store.db, {
      role,
      name,
      password: testPassword,
      email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
    })
  return {
    url,
    databaseUrl,
    store,
    pool,
    sessions,
    app,
    httpServer,
    person,
    async signedIn(who) {
      const chosen = typeof who === 'string' ? await person(who) : who
      const client = createHttpClient(url)
      const reply = await client.post('/api/session', { email: chosen.email, password: testPassword })
      if (reply.status !== 200) throw new Error(`could not sign in: ${JSON.stringify(reply.body)}`)
      return Object.assign(client, { person: chosen })
    },
    nobody: () => createHttpClient(url),
    async close() {
      await live.close()
      httpServer.closeAllConnections()
      await new Promise((resolve) => httpServer.close(resolve))
      await tools.close()
      await sessions.close()
      await pool.end()
      await own?.drop()
    },
  }
}

import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import connectPgSimple, { type PGStoreOptions } from 'connect-pg-simple'
import type { Request, RequestHandler } from 'express'
import session, { type Session, type SessionData } from 'express-session'
import type pg from 'pg'
import type { Database } from '../../shared/database/connect.ts'
import type { Person } from '../../shared/contract/person.ts'
import { createSessionReader, type SessionReader } from '../../shared/domain/people/sessions.ts'
import type { Config } from '../../shared/runtime/config.ts'
import type { Log } from '../../shared/runtime/log.ts'

declare module 'express-session' {
  interface SessionData {
    personId: number
  }
}

const dayMs = 24 * 60 * 60 * 1000
const lifetimeMs = 14 * dayMs
/** A session in use is prolonged in the database this often, not with every request. */
const touchMs = 5 * 60 * 1000

/** Where sessions are kept, and the middleware that finds a request's own. Routes and sockets share it. */
export type Sessions = {
  middleware: RequestHandler
  cookieName: string
  /** Whose session the request came with, as the middleware found them: null for nobody's. */
  personOf(request: IncomingMessage): Person | null
  /** The primary key in table `session` of the session with this id. */
  keyOf(sessionId: string): string
  /** Ends the clearing of expired sessions. */
  close(): Promise<void>
}

/** Only a digest of a session's id is kept, so that a copy of the database signs nobody in. */
const keyOf = (sessionId: string) => createHash('sha256').update(sessionId).digest('base64url')

type Callback = (error?: unknown) => void

/** Found with a session's data, on its way to the request. */
const found = Symbol('person')
type Found = SessionData & { [found]?: Person | null }

class SessionStore extends connectPgSimple(session) {
  readonly people = new WeakMap<IncomingMessage, Person | null>()
  readonly #read: SessionReader<SessionData>
  readonly #touched = new Map<string, number>()

  constructor(options: PGStoreOptions & { pool: pg.Pool }) {
    super(options)
    this.#read = createSessionReader(options.pool)
  }

  /** Reads the person with the session: one question to the database, not two. */
  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    // Called back from outside of the promise, so that what is thrown there stays there.
    this.#read(keyOf(id)).then(
      (kept) => process.nextTick(callback, null, kept && Object.assign(kept.data, { [found]: kept.person })),
      (error: unknown) => process.nextTick(callback, error),
    )
  }
  override createSession(request: Request, data: Found): Session & SessionData {
    this.people.set(request, data[found] ?? null)
    return super.createSession(request, data)
  }
  override set(id: string, data: SessionData, callback?: Callback): void {
    super.set(keyOf(id), data, callback)
  }
  override destroy(id: string, callback?: Callback): void {
    super.destroy(keyOf(id), callback)
  }
  override touch(id: string, data: SessionData, callback?: () => void): void {
    const now = Date.now()
    if (now - (this.#touched.get(id) ?? 0) < touchMs) return callback?.()
    if (this.#touched.size > 10_000) this.#touched.clear()
    this.#touched.set(id, now)
    super.touch(keyOf(id), data, callback)
  }
}

/**
 * Reads the secret that signs session cookies, and makes it at the first start. It is kept in the database, because
 * every web process must sign with the same one.
 */
export async function readSessionSecret(db: Database): Promise<string> {
  await db
    .insertInto('secret')
    .values({ name: 'session', value: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const row = await db
    .selectFrom('secret')
    .select('value')
    .where('name', '=', 'session')
    .executeTakeFirstOrThrow()
  return row.value
}

/** Sessions in PostgreSQL behind an httpOnly cookie that lives fourteen days after its last use. */
export function createSessions(parts: { pool: pg.Pool; secret: string; config: Config; log: Log }): Sessions {
  const { pool, secret, config, log } = parts
  const store = new SessionStore({
    pool,
    tableName: 'session',
    errorLog: (...told: unknown[]) => log.warn({ told: told.map(String) }, 'sessions could not be cleared'),
  })
  const https = config.origin?.startsWith('https:') === true
  if (https && config.trustProxy === 0)
    log.warn(
      'EARSHOT_ORIGIN is an https address, so a proxy stands in front, but EARSHOT_TRUST_PROXY is 0: sign-in attempts of all people are counted as those of one address.',
    )
  // A __Host- cookie must be Secure, which is only sure behind a proxy that is configured to speak https.
  const cookieName = https && config.trustProxy > 0 ? '__Host-earshot' : 'earshot'
  return {
    middleware: session({
      name: cookieName,
      secret,
      store,
      // Believe any proxy's word that this is https: the worst a lie does is to mark the liar's own cookie Secure.
      ...(https && { proxy: true }),
      resave: false,
      saveUninitialized: false,
      rolling: true,
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: lifetimeMs },
    }),
    cookieName,
    personOf: (request) => store.people.get(request) ?? null,
    keyOf,
    close: async () => void (await store.close()),
  }
}

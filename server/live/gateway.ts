import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import { clientEvents, livePath, type SetupPart } from '../../shared/contract/events.ts'
import type { Poke } from '../../shared/database/poke.ts'
import type { Store } from '../../shared/database/store.ts'
import type { Config } from '../../shared/runtime/config.ts'
import type { Log } from '../../shared/runtime/log.ts'
import type { ReadinessCheck } from '../http/health.ts'
import type { Sessions } from '../http/sessions.ts'
import { admitHandshake, refuseForeign, type Admitted } from './handshake.ts'
import { listenForPokes } from './listener.ts'
import { limitPackets } from './packet-limit.ts'
import { startRelay } from './relay.ts'
import { watchRights } from './rights.ts'
import { brandRoom, personRoom, roomsOf, setupRoom } from './rooms.ts'
import type { LiveServer, LiveSocket } from './socket.ts'
import { createViewing } from './viewing.ts'

/** Everybody is told where the logs stand this often, so that a lost message shows as a gap. */
const revisionsMs = 5_000

export type LiveParts = {
  httpServer: HttpServer
  sessions: Sessions
  store: Store
  /** For the connection that hears pokes. */
  databaseUrl: string
  config: Config
  log: Log
}

export type Live = {
  /** For /api/ready. */
  check: ReadinessCheck
  /** Says goodbye to every socket and ends all of it, but not the HTTP server. */
  close(): Promise<void>
}

/** Live events over socket.io on the server's own port: who may connect, what they hear, and what they may say. */
export async function createLive(parts: LiveParts): Promise<Live> {
  const { httpServer, sessions, store, databaseUrl, config, log } = parts
  const admitted = new WeakMap<IncomingMessage, Admitted>()
  let closing = false
  const io: LiveServer = new Server(httpServer, {
    path: livePath,
    serveClient: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 64 * 1024,
    pingInterval: 5_000,
    pingTimeout: 5_000,
    connectTimeout: 5_000,
    allowRequest: (request, decide) => {
      if (closing) return decide('Earshot is being stopped.', false)
      admitHandshake({ config, sessions }, request).then(
        (verdict) => {
          if (typeof verdict === 'string') return decide(verdict, false)
          admitted.set(request, verdict)
          decide(null, true)
        },
        (error: Error) => {
          log.warn({ error: error.message }, 'a socket could not be admitted')
          decide('The database does not answer right now.', false)
        },
      )
    },
  })
  const sockets = () => [...io.sockets.sockets.values()] as LiveSocket[]

  const relay = await startRelay({
    db: store.db,
    log,
    send: (change) => io.to(brandRoom(change.brandId)).emit('change', change),
    onBrand: (brandId) => {
      for (const socket of sockets()) void socket.join(roomsOf(socket.data.person, [brandId]))
    },
  })
  const viewing = createViewing({
    store,
    log,
    tell: (brandId, viewers) => io.to(brandRoom(brandId)).emit('viewers', viewers),
  })
  const rights = watchRights({ db: store.db, log, sockets })

  const tellOfSetup = async (what: SetupPart) => {
    // Whoever lost their rights hears why before their page asks anew and is only told to sign in.
    if (what === 'people') await rights.check(sockets()).catch(() => undefined)
    io.to(setupRoom).emit('setup', { what })
  }
  const onPoke = (poke: Poke) => {
    if (poke.about === 'change') relay.look()
    else if (poke.about === 'setup') void tellOfSetup(poke.what)
    else if (poke.about === 'viewing') viewing.changed(poke.mentionId)
    else {
      const room = personRoom(poke.personId)
      // What fails here is made up for by the next round.
      rights.check(sockets().filter((socket) => socket.rooms.has(room))).catch(() => undefined)
    }
  }
  const listener = listenForPokes({ databaseUrl, log, onPoke, onListening: relay.look })
  const telling = setInterval(() => io.emit('revisions', { revisions: relay.revisions() }), revisionsMs)

  io.engine.use(refuseForeign(config))
  io.engine.on('connection', limitPackets)
  io.use((socket, next) => {
    const who = admitted.get(socket.request)
    if (!who) return next(new Error('Sign in first.'))
    Object.assign(socket.data, { ...who, checkedAt: Date.now(), view: undefined })
    next()
  })
  io.on('connection', (socket) => {
    // Rooms first: a change that comes after the revisions that `hello` tells must not be missed.
    void socket.join(roomsOf(socket.data.person, relay.brandIds()))
    socket.emit('hello', { revisions: relay.revisions() })
    viewing.greet(socket)
    // One after the other, so that what was said last stands.
    let last: Promise<void> = Promise.resolve()
    const inTurn = (work: () => Promise<void>) => {
      last = last
        .then(work)
        .catch((error: Error) => log.warn({ error: error.message }, 'a live event was lost'))
    }
    socket.onAny((name: string) => {
      if (!Object.hasOwn(clientEvents, name)) socket.disconnect(true)
    })
    socket.on('view', (payload: unknown) => {
      const view = clientEvents.view.safeParse(payload)
      if (!view.success) return void socket.disconnect(true)
      inTurn(async () => {
        if (await rights.isTrusted(socket)) await viewing.see(socket, view.data)
      })
    })
    socket.on('disconnect', () => inTurn(() => viewing.leave(socket)))
  })

  return {
    check: async () => {
      const { agoMs, stalled } = relay.progress()
      const ago = `${Math.round(agoMs / 1000)} s ago`
      if (stalled) return { name: 'live', ok: false, detail: `The change log was last read ${ago}.` }
      const how = listener.isListening()
        ? 'at once'
        : 'within a second, because nothing is told at once right now'
      return { name: 'live', ok: true, detail: `Changes are passed on ${how}.` }
    },
    async close() {
      closing = true
      clearInterval(telling)
      rights.close()
      io.emit('farewell', { reason: 'shutting_down' })
      // Not `disconnect`, which tells clients not to come back.
      io.engine.close()
      await Promise.all([listener.close(), relay.close(), viewing.close()])
    },
  }
}

import type { QueryClient } from '@tanstack/react-query'
import type { SetupPart } from '../../shared/contract/events.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { rememberSignedOut, whySignedOut } from '../lib/signed-out.ts'
import { createLiveCache } from './cache.ts'
import { setConnection } from './connection.ts'
import { setCurrentLiveCache } from './current-cache.ts'
import { listen, openSocket, type LiveSocket } from './socket.ts'
import { setMentionViewers, setViewSender } from './viewing.ts'

/** Silence that is longer than this means that something is broken: the server speaks every few seconds. */
const silenceMs = 11_000
const checkMs = 1_000
/** The server looks at every session at least this often, and then says farewell. */
const farewellMs = 5_000

/**
 * Connects one person's page to the server's live events and keeps its query cache true.
 * @returns how to end it.
 */
export function startLive(client: QueryClient, viewerId: number): () => void {
  const socket = openSocket()
  const live = createLiveCache(client, viewerId)
  setCurrentLiveCache(live)
  let heardAt = performance.now()
  let wasBroken = false
  const hear =
    <P>(handle: (payload: P) => void) =>
    (payload: P): void => {
      heardAt = performance.now()
      if (socket.connected) setConnection('live')
      handle(payload)
    }

  const refetchSetup = (what: SetupPart): void => {
    void client.invalidateQueries({ queryKey: queryKeys[what] })
    if (what === 'people') void client.invalidateQueries({ queryKey: queryKeys.colleagues })
  }

  listen(socket, {
    hello: hear(({ revisions }) => {
      live.revisions(revisions)
      if (!wasBroken) return
      wasBroken = false
      void client.invalidateQueries({ queryKey: queryKeys.laneCounts })
      void client.invalidateQueries({ queryKey: queryKeys.mentionDetails })
      void client.invalidateQueries({ queryKey: queryKeys.trends })
      for (const what of ['brands', 'feeds', 'people'] as const) refetchSetup(what)
    }),
    change: hear(live.change),
    revisions: hear(({ revisions }) => live.revisions(revisions)),
    viewers: hear(setMentionViewers),
    setup: hear(({ what }) => refetchSetup(what)),
    farewell: hear(({ reason }) => {
      if (reason === 'rights_changed') rememberSignedOut(reason)
      if (reason !== 'shutting_down') void client.invalidateQueries({ queryKey: queryKeys.session })
    }),
  })

  let retry: ReturnType<typeof setTimeout> | undefined
  const onConnect = (): void => {
    heardAt = performance.now()
    setViewSender((view) => socket.volatile.emit('view', view))
  }
  const onBroken = (): void => {
    wasBroken = true
    setViewSender(null)
    setConnection(navigator.onLine ? 'reconnecting' : 'offline')
    clearTimeout(retry)
    // After a farewell or a refusal the library stops trying by itself.
    if (!socket.active) {
      retry = setTimeout(() => {
        void client.invalidateQueries({ queryKey: queryKeys.session })
        socket.connect()
      }, 2_000)
    }
  }
  socket.on('connect', onConnect)
  socket.on('disconnect', onBroken)
  socket.on('connect_error', onBroken)

  const check = setInterval(() => {
    if (performance.now() - heardAt < silenceMs) return
    setConnection(navigator.onLine ? 'stale' : 'offline')
    // A line that looks open but carries nothing is opened anew.
    if (socket.connected) socket.disconnect().connect()
  }, checkMs)

  return () => {
    clearInterval(check)
    clearTimeout(retry)
    socket.off()
    if (whySignedOut() === 'ended') closeAfterFarewell(socket)
    else socket.close()
    live.stop()
    setCurrentLiveCache(null)
    setViewSender(null)
    setConnection('closed')
  }
}

/** A call may be refused before the farewell that says why: it is waited for a little. */
function closeAfterFarewell(socket: LiveSocket): void {
  listen(socket, {
    farewell: ({ reason }) => {
      // Who has signed in again meanwhile need not hear it any more.
      if (reason === 'rights_changed' && whySignedOut() !== null) rememberSignedOut(reason)
    },
  })
  setTimeout(() => socket.close(), farewellMs)
}

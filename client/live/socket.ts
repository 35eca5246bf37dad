import { io, type Socket } from 'socket.io-client'
import type { z } from 'zod'
import { livePath, serverEvents, type ClientEvents, type ServerEvents } from '../../shared/contract/events.ts'

export type LiveSocket = Socket<ServerEvents, ClientEvents>
type EventName = keyof typeof serverEvents
export type LiveHandlers = { [Name in EventName]: (payload: z.infer<(typeof serverEvents)[Name]>) => void }

/** Opens the live connection of the session's person. It reconnects by itself until it is closed. */
export function openSocket(): LiveSocket {
  return io({
    path: livePath,
    transports: ['websocket', 'polling'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
  })
}

/**
 * Hands each event to its handler, parsed by the contract. One that does not parse is dropped: if it was a change,
 * the next one shows the gap.
 */
export function listen(socket: LiveSocket, handlers: Partial<LiveHandlers>): void {
  for (const name of Object.keys(handlers) as EventName[]) {
    const hear = (payload: unknown): void => {
      const parsed = serverEvents[name].safeParse(payload)
      if (parsed.success) (handlers[name] as (payload: unknown) => void)(parsed.data)
      else console.warn(`Dropped a live “${name}” that is not as agreed`, parsed.error.issues)
    }
    ;(socket as Socket).on(name, hear)
  }
}

import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { ClientEvents, ServerEvents } from '../../shared/contract/events.ts'
import type { Person } from '../../shared/contract/person.ts'

/** What the server knows of each socket. */
export type SocketData = {
  person: Person
  /** Primary key of its session. */
  sessionKey: string
  /** When the session and the person were last found good. */
  checkedAt: number
  /** What its tab looks at, as last told. */
  view: { mentionId: number; replying: boolean } | undefined
}

export type LiveServer = Server<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>
export type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, SocketData>

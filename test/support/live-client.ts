import { io, type Socket } from 'socket.io-client'
import { livePath, type ClientEvents, type ServerEvents } from '../../shared/contract/events.ts'
import { eventually } from './eventually.ts'

type Payload<Name extends keyof ServerEvents> = Parameters<ServerEvents[Name]>[0]

/** A socket that remembers everything it heard. */
export type LiveClient = {
  socket: Socket<ServerEvents, ClientEvents>
  /** Every event so far, in order. */
  heard: { name: keyof ServerEvents; payload: unknown; at: number }[]
  /** The payloads of one kind of event so far, in order. */
  all<Name extends keyof ServerEvents>(name: Name): Payload<Name>[]
  /** Waits for an event of this kind for which `is` holds, heard already or yet to come. */
  hear<Name extends keyof ServerEvents>(
    name: Name,
    is?: (payload: Payload<Name>) => boolean,
    ms?: number,
  ): Promise<Payload<Name>>
  /** Why the connection ended; undefined while it stands. */
  ended(): string | undefined
  close(): void
}

export type LiveOptions = {
  cookie?: string | undefined
  /** Undefined: none is sent. */
  origin?: string | undefined
  headers?: Record<string, string>
  transports?: ('websocket' | 'polling')[]
  reconnection?: boolean
}

/** Opens a socket the way a page of this server would, and waits until it stands. @throws what refused it. */
export async function openLive(url: string, options: LiveOptions = {}): Promise<LiveClient> {
  const { cookie, transports = ['websocket'], reconnection = false, headers = {} } = options
  const origin = 'origin' in options ? options.origin : url
  const socket: LiveClient['socket'] = io(url, {
    path: livePath,
    transports,
    upgrade: false,
    forceNew: true,
    reconnection,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: { ...headers, ...(cookie && { cookie }), ...(origin && { origin }) },
  })
  const heard: LiveClient['heard'] = []
  let reason: string | undefined
  socket.onAny((name: keyof ServerEvents, payload: unknown) => heard.push({ name, payload, at: Date.now() }))
  socket.on('disconnect', (why) => (reason = why))
  socket.on('connect', () => (reason = undefined))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', (error) => {
      if (!reconnection) socket.close()
      reject(error)
    })
  })
  const all = <Name extends keyof ServerEvents>(name: Name) =>
    heard.filter((event) => event.name === name).map((event) => event.payload as Payload<Name>)
  return {
    socket,
    heard,
    all,
    hear: (name, is = () => true, ms = 5_000) =>
      eventually(() => all(name).find(is), ms, `the event ${name}`),
    ended: () => reason,
    close: () => void socket.close(),
  }
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { serveParent } from './child.ts'

export type BareReady = { port: number }
/** To be emitted to everybody. */
export type BareTold = { change: object }

const room = 'everybody'

/** socket.io with nothing around it: what it can deliver on this machine. */
const httpServer = createServer()
const io = new Server(httpServer, {
  serveClient: false,
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  pingInterval: 5_000,
  pingTimeout: 5_000,
})
io.on('connection', (socket) => void socket.join(room))
await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve))

serveParent<never, BareTold>({
  ready: { port: (httpServer.address() as AddressInfo).port } satisfies BareReady,
  hear: ({ change }) => void io.to(room).emit('change', change),
})

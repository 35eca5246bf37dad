import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type LocalHttp = {
  /** `http://127.0.0.1:PORT` */
  url: string
  port: number
  /** Connections made so far, whether or not they asked for anything. */
  connections: () => number
  close: () => Promise<void>
}

/** A real HTTP server on a free port of this machine; `close` cuts whatever still hangs. */
export function serveLocally(handler: RequestListener, host = '127.0.0.1'): Promise<LocalHttp> {
  return listen(createServer(handler), host, 'http')
}

export async function listen(server: Server, host: string, scheme: 'http' | 'https'): Promise<LocalHttp> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, host, () => resolve())
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

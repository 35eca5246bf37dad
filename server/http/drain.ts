import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Follows all connections of a server, to end it in bounded time. The returned function takes no new connection, lets
 * requests under way end within `graceMs`, and then cuts whatever is open: also sockets that never sent a request, for
 * which Node's own `close` would wait.
 */
export function followConnections(server: Server): (graceMs: number) => Promise<void> {
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return async (graceMs) => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    const cut = setTimeout(() => open.forEach((socket) => socket.destroy()), graceMs)
    await closed
    clearTimeout(cut)
  }
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { serveParent } from './child.ts'
import { firehoseFrames } from './firehose-frames.ts'

/** A firehose on loopback that sends so many messages a second, each with the time at which it is sent. */
const perSecond = Number(process.env['BENCH_PER_SECOND'])
const frames = firehoseFrames(5000, Number(process.env['BENCH_BRANDS'])).map((frame) => {
  const [head = '', tail = ''] = frame.toString().split(/"time_us":\d+/)
  return { head: `${head}"time_us":`, tail }
})
const http = createServer((_request, response) => void response.writeHead(404).end())
const sockets = new WebSocketServer({ server: http })
let sent = 0

function stream(socket: WebSocket): void {
  const startedAt = performance.now()
  let count = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond
    const now = Date.now() * 1000
    for (; count < due; count++) {
      const { head, tail } = frames[count % frames.length]!
      socket.send(`${head}${now + (count % 1000)}${tail}`)
    }
    sent = count
  }, 5)
  socket.on('error', () => undefined).on('close', () => clearInterval(timer))
}

sockets.on('connection', stream)
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()))
const { port } = http.address() as AddressInfo
const unsent = () => [...sockets.clients].reduce((sum, socket) => sum + socket.bufferedAmount, 0)
serveParent({ ready: port, answer: () => ({ sent, unsent: unsent() }), close: () => http.close() })

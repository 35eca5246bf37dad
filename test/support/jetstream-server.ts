import { createServer, type RequestListener } from 'node:http'
import { WebSocketServer, type WebSocket } from 'ws'
import { listen } from './local-http.ts'

/** Bluesky's firehose on loopback: a test says what is posted, deleted, and what goes wrong. */
export type JetstreamServer = {
  /** ws://127.0.0.1:PORT/subscribe */
  url: string
  /** http://127.0.0.1:PORT */
  api: string
  /** The query of each connection so far. */
  connections: URLSearchParams[]
  /** Connections that are open now. */
  open(): number
  /** What all open connections still have to send, in bytes. */
  unsent(): number
  post(text: string, more?: PostOptions): { uri: string; timeUs: number }
  remove(rkey: string, did?: string): void
  /** Sends as is; not kept for later connections. */
  raw(data: string | Buffer): void
  /** Cuts all connections without a word. */
  cut(): void
  close(): Promise<void>
}

type PostOptions = { rkey?: string; did?: string; record?: Record<string, unknown>; timeUs?: number }

export const testDid = 'did:plc:testtesttesttesttesttest'

/** @param api answers HTTP requests: names of accounts. */
export async function startJetstream(api?: RequestListener): Promise<JetstreamServer> {
  const http = createServer(api ?? ((_request, response) => void response.writeHead(404).end()))
  const sockets = new WebSocketServer({ server: http, path: '/subscribe' })
  const log: { timeUs: number; data: string }[] = []
  const connections: URLSearchParams[] = []
  let lastUs = 0
  let posts = 0

  sockets.on('connection', (socket: WebSocket, request) => {
    const query = new URL(request.url ?? '', 'http://host').searchParams
    connections.push(query)
    const cursor = query.get('cursor')
    if (cursor !== null) for (const { timeUs, data } of log) if (timeUs >= Number(cursor)) socket.send(data)
  })
  const server = await listen(http, '127.0.0.1', 'http')

  const clock = () => (lastUs = Math.max(lastUs + 1, Date.now() * 1000))
  const all = (data: string | Buffer) => {
    for (const socket of sockets.clients) socket.send(data)
  }
  function commit(did: string, fields: Record<string, unknown>, timeUs = clock()): number {
    const whole = { rev: '3ldzfus6fjk2x', collection: 'app.bsky.feed.post', ...fields }
    const data = JSON.stringify({ did, time_us: timeUs, kind: 'commit', commit: whole })
    log.push({ timeUs, data })
    all(data)
    return timeUs
  }
  return {
    url: `ws://127.0.0.1:${server.port}/subscribe`,
    api: server.url,
    connections,
    open: () => sockets.clients.size,
    unsent: () => [...sockets.clients].reduce((sum, socket) => sum + socket.bufferedAmount, 0),
    post(text, { rkey = `post${(posts += 1)}`, did = testDid, record = {}, timeUs } = {}) {
      const createdAt = new Date().toISOString()
      const whole = { $type: 'app.bsky.feed.post', createdAt, langs: ['en'], text, ...record }
      const at = commit(did, { operation: 'create', rkey, record: whole, cid: 'bafy' }, timeUs)
      return { uri: `at://${did}/app.bsky.feed.post/${rkey}`, timeUs: at }
    },
    remove: (rkey, did = testDid) => void commit(did, { operation: 'delete', rkey }),
    raw: all,
    cut: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await server.close()
    },
  }
}

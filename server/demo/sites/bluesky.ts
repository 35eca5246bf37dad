import { createHash } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Post } from '../posts.ts'
import {
  accountOf,
  holds,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  type Posts,
} from './site.ts'

const lookEveryMs = 250
const collection = 'app.bsky.feed.post'

const didOf = (author: string) => `did:plc:${createHash('sha256').update(author).digest('hex').slice(0, 24)}`
const handleOf = (author: string) => `${accountOf(author).replaceAll(/[^a-z\d]/g, '-')}.demo.example`
const keyOf = ({ id }: Post) => `3demo${id.replaceAll(/[^\w-]/g, '')}`
const timeUs = (post: Post) => post.at.getTime() * 1000 + numberFrom(post.id, 1000)
const recordOf = ({ text, at, language }: Post) => ({
  $type: collection,
  createdAt: at.toISOString(),
  langs: [language ?? 'en'],
  text,
})

/** Bluesky's firehose (`/subscribe`): what is published from now on, or since a cursor. */
export function jetstreamUpgrade(
  posts: Posts,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const sockets = new WebSocketServer({ noServer: true })
  const sentUntil = new Map<WebSocket, number>()

  function send(socket: WebSocket, since: number): void {
    const fresh = newestFirst(posts())
      .filter((post) => timeUs(post) > since)
      .toSorted((a, b) => timeUs(a) - timeUs(b))
    for (const post of fresh) socket.send(JSON.stringify(frameOf(post)))
    sentUntil.set(socket, Math.max(since, ...fresh.map(timeUs)))
  }

  const timer = setInterval(() => {
    for (const [socket, since] of sentUntil) send(socket, since)
  }, lookEveryMs)
  timer.unref()

  return (request, connection, head) => {
    const url = new URL(request.url ?? '/', 'http://host')
    if (!url.pathname.endsWith('/subscribe')) return void connection.end('HTTP/1.1 404 Not Found\r\n\r\n')
    sockets.handleUpgrade(request, connection, head, (socket) => {
      socket.on('error', () => undefined).on('close', () => sentUntil.delete(socket))
      const cursor = url.searchParams.get('cursor')
      send(socket, cursor === null ? Date.now() * 1000 : Number(cursor) - 1)
    })
  }
}

const frameOf = (post: Post) => ({
  did: didOf(post.author),
  time_us: timeUs(post),
  kind: 'commit',
  commit: {
    rev: keyOf(post),
    operation: 'create',
    collection,
    rkey: keyOf(post),
    record: recordOf(post),
    cid: 'bafyreidemo',
  },
})

export type BlueskyOptions = {
  /** The account that may search. */
  account?: { handle: string; password: string }
  /** Requests with one session before its token runs out. */
  tokenLasts?: number
  /** Sessions that can be renewed so often; then one must sign in again. */
  renewals?: number
  /** The search is closed to everybody. */
  closed?: () => boolean
}

/** Bluesky's API: names of accounts for everybody, search for who has signed in. */
export function blueskySite(posts: Posts, options: BlueskyOptions = {}): RequestListener {
  const { account, tokenLasts = Infinity, renewals = Infinity, closed = () => false } = options
  let session = 0
  let used = 0
  let renewed = 0
  const tokens = () => ({
    did: 'did:plc:demo',
    accessJwt: `access.${session}`,
    refreshJwt: `refresh.${session}`,
  })
  const begin = () => {
    session += 1
    used = 0
    return tokens()
  }

  return (request, response) => {
    const { path, query } = readCall(request, /\/(?:xrpc\/|profile\/)/)
    const authors = new Map(posts().map(({ author }) => [didOf(author), author]))
    const carries = (token: string) => request.headers.authorization === `Bearer ${token}`
    const refuse = (status: number, error: string) => sendJson(response, status, { error, message: error })

    switch (path) {
      case '/xrpc/app.bsky.actor.getProfiles': {
        const profiles = query.getAll('actors').flatMap((did) => {
          const author = authors.get(did)
          return author === undefined
            ? []
            : [
                {
                  did,
                  handle: handleOf(author),
                  displayName: author,
                  followersCount: numberFrom(author, 20_000),
                },
              ]
        })
        return sendJson(response, 200, { profiles })
      }
      case '/xrpc/com.atproto.server.createSession': {
        let body = ''
        request.on('data', (chunk: Buffer) => (body += chunk.toString()))
        request.on('end', () => {
          const { identifier, password } = JSON.parse(body) as Record<string, string>
          if (identifier !== account?.handle || password !== account?.password)
            return refuse(401, 'AuthenticationRequired')
          renewed = 0
          return sendJson(response, 200, begin())
        })
        return
      }
      case '/xrpc/com.atproto.server.refreshSession':
        if (!carries(tokens().refreshJwt) || (renewed += 1) > renewals) return refuse(400, 'ExpiredToken')
        return sendJson(response, 200, begin())
      case '/xrpc/app.bsky.feed.searchPosts': {
        if (closed()) return void response.writeHead(403).end('<h1>403 Forbidden</h1>')
        if (session === 0 || !carries(tokens().accessJwt)) return refuse(401, 'AuthMissing')
        if ((used += 1) > tokenLasts) return refuse(400, 'ExpiredToken')
        const since = Date.parse(query.get('since') ?? '') || 0
        const found = newestFirst(posts())
          .filter((post) => holds(post, query.get('q') ?? ''))
          .filter(({ at }) => at.getTime() >= since)
        const from = Number(query.get('cursor') ?? 0)
        const to = from + Math.min(Number(query.get('limit') ?? 25), 100)
        const more = to < found.length ? { cursor: String(to) } : {}
        return sendJson(
          response,
          200,
          { posts: found.slice(from, to).map(viewOf), ...more },
          { 'ratelimit-limit': '3000', 'ratelimit-remaining': '2990', 'ratelimit-policy': '3000;w=300' },
        )
      }
    }
    return path.startsWith('/xrpc/')
      ? refuse(501, 'MethodNotImplemented')
      : sendPage(response, 'Demo Bluesky', 'A page of the demo.')
  }
}

const viewOf = (post: Post) => ({
  uri: `at://${didOf(post.author)}/${collection}/${keyOf(post)}`,
  cid: 'bafyreidemo',
  author: { did: didOf(post.author), handle: handleOf(post.author), displayName: post.author },
  record: recordOf(post),
  indexedAt: post.at.toISOString(),
  likeCount: numberFrom(post.id, 50),
  repostCount: numberFrom(post.id, 9),
  replyCount: numberFrom(post.id, 7),
  quoteCount: 0,
})

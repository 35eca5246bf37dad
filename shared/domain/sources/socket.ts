import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import { Problem } from '../../runtime/problem.ts'
import { checkUrl, guardLookup, isPublicAddress, isReachableAddress, type AddressRules } from './address.ts'
import { connectionProblem, statusProblem } from './http-failure.ts'
import { refusalIn, type SafeHttpOptions } from './http.ts'

/** A stream of messages that somebody else sends. */
export type FrameSocket = {
  /**
   * The messages that have come, oldest first, as soon as there is one; none when nothing comes within `maxWaitMs`.
   * Whoever reads slowly slows the sender down; nothing piles up here.
   * @throws Problem `feed_*` when the connection is gone and all that had come before was read; the signal's reason
   */
  read(maxWaitMs: number): Promise<Buffer[]>
  close(): void
}

/**
 * Opens a WebSocket (ws or wss) under the same rules as SafeHttp: the address is checked when connecting, redirects
 * are not followed.
 * @throws Problem `feed_*`
 */
export type OpenSocket = (url: string, options: { signal: AbortSignal }) => Promise<FrameSocket>

export type SocketOptions = Pick<
  SafeHttpOptions,
  'allowPrivate' | 'userAgent' | 'ports' | 'allows' | 'lookup'
> & {
  /** Cap on one message. Default 1 MB. */
  maxMessageBytes?: number
  /** Messages that wait to be read; beyond it the sender is slowed down. Default 4 MB. */
  maxWaitingBytes?: number
  /** For the connection to be made. Default 10 s. */
  connectMs?: number
  /** Silence after which the connection is taken for dead; pings are answered, so a quiet stream is not silent. Default 30 s. */
  idleMs?: number
}

export function createOpenSocket(options: SocketOptions): OpenSocket {
  const { allowPrivate, userAgent, maxMessageBytes = 1_000_000, maxWaitingBytes = 4_000_000 } = options
  const { connectMs = 10_000, idleMs = 30_000 } = options
  const rules: AddressRules = allowPrivate
    ? { allows: isReachableAddress, ports: 'any' }
    : { allows: options.allows ?? isPublicAddress, ports: options.ports ?? [80, 443] }
  const lookup = guardLookup(rules.allows, options.lookup)

  return async (address, { signal }) => {
    signal.throwIfAborted()
    const url = checkUrl(address.replace(/^ws(?=s?:)/i, 'http'), rules)
    const socket = new WebSocket(url.href.replace(/^http/, 'ws'), {
      lookup,
      handshakeTimeout: connectMs,
      maxPayload: maxMessageBytes,
      perMessageDeflate: false,
      followRedirects: false,
      headers: { 'user-agent': userAgent },
    })
    const reader = new SocketReader(socket, { url, signal, maxWaitingBytes, idleMs })
    await reader.opened()
    return reader
  }
}

type ReaderOptions = { url: URL; signal: AbortSignal; maxWaitingBytes: number; idleMs: number }

class SocketReader implements FrameSocket {
  readonly #socket: WebSocket
  readonly #options: ReaderOptions
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #failure: unknown
  #wake: () => void = () => undefined
  readonly #idleTimer: NodeJS.Timeout
  #heard = true

  constructor(socket: WebSocket, options: ReaderOptions) {
    this.#socket = socket
    this.#options = options
    const { url, signal } = options
    const heard = () => (this.#heard = true)
    socket
      .on('message', (data) => this.#take(data as Buffer))
      .on('ping', heard)
      .on('pong', heard)
      .on('unexpected-response', (_request, response) => this.#fail(refusal(response, url)))
      .on('error', (error) => this.#fail(refusalIn(error) ?? socketProblem(error, url)))
      .on('close', () => this.#fail(ended(url)))
    signal.addEventListener('abort', this.#abort, { once: true })
    this.#idleTimer = setInterval(() => this.#checkPulse(), options.idleMs / 2)
  }

  opened(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#socket.once('open', resolve)
    this.#wake = () => (this.#failure === undefined ? resolve() : reject(this.#failure))
    return promise
  }

  async read(maxWaitMs: number): Promise<Buffer[]> {
    if (this.#waiting.length === 0 && this.#failure === undefined) await this.#something(maxWaitMs)
    if (this.#waiting.length === 0 && this.#failure !== undefined) throw this.#failure
    const frames = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    if (this.#socket.isPaused) this.#socket.resume()
    return frames
  }

  close(): void {
    this.#fail(new Error('closed'))
  }

  async #something(maxWaitMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, maxWaitMs)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }

  #take(frame: Buffer): void {
    this.#heard = true
    if (this.#failure !== undefined) return
    this.#waiting.push(frame)
    this.#waitingBytes += frame.byteLength
    if (this.#waitingBytes >= this.#options.maxWaitingBytes) this.#socket.pause()
    this.#wake()
  }

  readonly #abort = () => this.#fail(this.#options.signal.reason)

  #fail(reason: unknown): void {
    if (this.#failure !== undefined) return
    this.#failure = reason
    clearInterval(this.#idleTimer)
    this.#options.signal.removeEventListener('abort', this.#abort)
    this.#socket.terminate()
    this.#wake()
  }

  /** One half of the time to answer a ping, after one half in which nothing came. */
  #checkPulse(): void {
    // Whoever is slowed down cannot be heard.
    if (this.#socket.isPaused) return
    if (!this.#heard) {
      const { url, idleMs } = this.#options
      const seconds = Math.round(idleMs / 1000)
      this.#fail(new Problem('feed_timeout', `Nothing has come from ${url.host} for ${seconds} seconds.`))
      return
    }
    this.#heard = false
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping()
  }
}

const ended = (url: URL) => new Problem('feed_unreachable', `${url.host} ended the connection.`)

function refusal(response: IncomingMessage, url: URL): Problem {
  response.resume()
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  )
  const status = response.statusCode ?? 0
  const reply = { status, headers, finalUrl: url.href, body: new Uint8Array(), redirects: [] }
  return (
    statusProblem(reply) ??
    new Problem(
      'feed_unreachable',
      `${url.host} answers like a web page (${status}); there is no stream at this address.`,
    )
  )
}

function socketProblem(error: Error, url: URL): Problem {
  if ((error as NodeJS.ErrnoException).code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
    return new Problem('feed_too_large', `${url.host} sent a message that is too large.`, { cause: error })
  }
  if (error.message === 'Opening handshake has timed out') {
    return new Problem('feed_timeout', `${url.host} did not answer in time.`, { cause: error })
  }
  return connectionProblem(error, url)
}

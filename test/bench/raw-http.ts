import { connect } from 'node:net'

/** One kept-alive connection that sends one request after the other. */
export type RawHttp = {
  post(path: string): Promise<{ status: number; body: string }>
  close(): void
}

/**
 * A connection that speaks just enough HTTP, because beside a server on the same machine a client that does more would
 * be what is measured. `headers` go with every request; replies must have a Content-Length.
 */
export function openRawHttp(address: string, headers: Record<string, string>): Promise<RawHttp> {
  const { host, hostname, port } = new URL(address)
  const fixed = Object.entries({ host, 'content-length': '0', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const { promise, resolve, reject } = Promise.withResolvers<RawHttp>()
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let waiting: PromiseWithResolvers<{ status: number; body: string }> | undefined
  let received: Buffer = Buffer.alloc(0)

  const fail = (error: Error) => {
    reject(error)
    waiting?.reject(error)
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('The server closed the connection.')))
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const end = received.indexOf('\r\n\r\n') + 4
    if (end < 4) return
    const head = received.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) return fail(new Error(`A reply has no length: ${head}`))
    if (received.length < end + length) return
    const answered = waiting
    const body = received.toString('utf8', end, end + length)
    waiting = undefined
    received = received.subarray(end + length)
    answered?.resolve({ status: Number(head.slice(9, 12)), body })
  })
  socket.on('connect', () =>
    resolve({
      post(path) {
        waiting = Promise.withResolvers()
        socket.write(`POST ${path} HTTP/1.1\r\n${fixed}\r\n`)
        return waiting.promise
      },
      close: () => socket.destroy(),
    }),
  )
  return promise
}

import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

/** Where a socket.io server listens, and who comes. */
export type RawTarget = { port: number; path: string; headers: Record<string, string> }

const opcodes = { text: 1, close: 8 }

/**
 * A WebSocket that speaks just enough of engine.io and socket.io to be let in and to stay, on bare TCP: beside a server
 * on the same machine, a client that does more would be what is measured. Resolves when the server has said yes.
 * @param onEvent gets each event as the server wrote it, `["name",{…}]`, in memory that is used again.
 */
export function openRawSocket(
  { port, path, headers }: RawTarget,
  onEvent: (event: Buffer) => void,
  onClose: (reason: string) => void,
): Promise<{ close(): void }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ close(): void }>()
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let upgraded = false
  let rest: Buffer = Buffer.alloc(0)

  const fail = (reason: string) => {
    reject(new Error(reason))
    onClose(reason)
    socket.destroy()
  }
  const onText = (text: Buffer) => {
    const kind = String.fromCharCode(text[0] ?? 0, text[1] ?? 0)
    if (kind === '42') onEvent(text.subarray(2))
    else if (kind[0] === '0') socket.write(textFrame('40'))
    else if (kind[0] === '2') socket.write(textFrame('3'))
    else if (kind === '40') resolve({ close: () => socket.destroy() })
    else fail(`the server said ${text.toString()}`)
  }

  socket.on('connect', () => {
    const lines = Object.entries({
      host: `127.0.0.1:${port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    }).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`GET ${path}?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('')}\r\n`)
  })
  socket.on('error', (error) => fail(error.message))
  socket.on('close', () => fail('the connection was closed'))
  socket.on('data', (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (!upgraded) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return
      if (!rest.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) return fail(rest.toString())
      upgraded = true
      rest = rest.subarray(end + 4)
    }
    rest = readFrames(rest, (opcode, payload) => {
      if (opcode === opcodes.text) onText(payload)
      else if (opcode === opcodes.close) fail('the server closed the connection')
    })
  })
  return promise
}

/** Calls `onFrame` for each whole frame; returns what is left over. Servers neither mask nor, here, split messages. */
function readFrames(bytes: Buffer, onFrame: (opcode: number, payload: Buffer) => void): Buffer {
  let at = 0
  while (at + 2 <= bytes.length) {
    const short = bytes[at + 1]! & 127
    const head = short === 126 ? 4 : short === 127 ? 10 : 2
    if (at + head > bytes.length) break
    const length =
      short === 126
        ? bytes.readUInt16BE(at + 2)
        : short === 127
          ? Number(bytes.readBigUInt64BE(at + 2))
          : short
    if (at + head + length > bytes.length) break
    onFrame(bytes[at]! & 15, bytes.subarray(at + head, at + head + length))
    at += head + length
  }
  return at === 0 ? bytes : bytes.subarray(at)
}

/** What clients send must be masked; a mask of zeros is one. */
function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.from([128 | opcodes.text, 128 | text.length, 0, 0, 0, 0]), Buffer.from(text)])
}

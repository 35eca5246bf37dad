import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { Problem } from '../../runtime/problem.ts'

const megabytes = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`

function tooLarge(maxBytes: number): Problem {
  return new Problem(
    'feed_too_large',
    `The document is larger than ${megabytes(maxBytes)}. Earshot stopped reading it; look for a shorter feed.`,
  )
}

/** Reads a stream to its end. @throws Problem `feed_too_large` as soon as it passes `maxBytes`. */
export async function readCapped(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

const gunzip = promisify(zlib.gunzip)
const brotli = promisify(zlib.brotliDecompress)
const inflate = promisify(zlib.inflate)
const inflateRaw = promisify(zlib.inflateRaw)

const isGzip = (body: Buffer) => body[0] === 0x1f && body[1] === 0x8b
const hasZlibHeader = (body: Buffer) =>
  body.length > 1 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0

/**
 * Undoes one Content-Encoding off the event loop. A stream that was cut short gives what there is; a server that
 * says gzip and sends plain text is understood.
 * @throws Problem `feed_too_large` before more than `maxBytes` come out; `feed_unparsable` when it cannot be undone.
 */
export async function unpack(body: Buffer, contentEncoding: string, maxBytes: number): Promise<Buffer> {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  const [coding] = codings
  if (coding === undefined || body.length === 0) return body
  if (codings.length > 1) {
    throw new Problem(
      'feed_unparsable',
      `The server packs the document more than once (${codings.join(', ').slice(0, 80)}), which Earshot refuses.`,
    )
  }
  try {
    return await undo(body, coding, maxBytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes)
    throw new Problem(
      'feed_unparsable',
      `The document arrived damaged: it cannot be unpacked as ${coding}.`,
      {
        cause: error,
      },
    )
  }
}

async function undo(body: Buffer, coding: string, maxBytes: number): Promise<Buffer> {
  const lenient = { maxOutputLength: maxBytes, finishFlush: zlib.constants.Z_SYNC_FLUSH }
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return isGzip(body) ? await gunzip(body, lenient) : body
    case 'deflate':
      return hasZlibHeader(body) ? await inflate(body, lenient) : await inflateRaw(body, lenient)
    case 'br':
      return await brotli(body, {
        maxOutputLength: maxBytes,
        finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
      })
    default:
      throw new Error(`unknown content coding ${coding}`)
  }
}

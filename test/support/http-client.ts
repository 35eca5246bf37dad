import { request, type IncomingHttpHeaders } from 'node:http'

export type HttpReply = {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The text as JSON, if it is. */
  body: any
}

type Headers = Record<string, string | undefined>

/** Speaks HTTP like a page of `url` does: with its Origin, and the cookies it was given. */
export type HttpClient = {
  get(path: string, headers?: Headers): Promise<HttpReply>
  post(path: string, body?: unknown, headers?: Headers): Promise<HttpReply>
  patch(path: string, body?: unknown, headers?: Headers): Promise<HttpReply>
  delete(path: string, headers?: Headers): Promise<HttpReply>
  /** Anything at all; a header that is undefined is left out, a string body is sent as it is. */
  send(method: string, path: string, body?: unknown, headers?: Headers): Promise<HttpReply>
  /** The Cookie header it would send; settable, to steal or plant one. */
  cookie: string
}

export function createHttpClient(url: string): HttpClient {
  const cookies = new Map<string, string>()
  const client: HttpClient = {
    get: (path, headers) => client.send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => client.send('POST', path, body, headers),
    patch: (path, body = {}, headers) => client.send('PATCH', path, body, headers),
    delete: (path, headers) => client.send('DELETE', path, undefined, headers),
    get cookie() {
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    set cookie(header) {
      cookies.clear()
      for (const pair of header.split('; ').filter(Boolean)) keep(cookies, pair)
    },
    async send(method, path, body, headers = {}) {
      const cookie = client.cookie
      const all: Headers = {
        origin: url,
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      }
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
      const reply = await exchange(new URL(path, url), method, all, text)
      for (const line of reply.headers['set-cookie'] ?? []) keep(cookies, line.split(';')[0]!, line)
      return reply
    },
  }
  return client
}

function keep(cookies: Map<string, string>, pair: string, line = ''): void {
  const at = pair.indexOf('=')
  const expires = /expires=([^;]+)/i.exec(line)?.[1]
  if (expires && Date.parse(expires) < Date.now()) cookies.delete(pair.slice(0, at))
  else cookies.set(pair.slice(0, at), pair.slice(at + 1))
}

function exchange(url: URL, method: string, headers: Headers, body: string | undefined): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const defined = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
    const outgoing = request(
      url,
      { method, headers: defined as Record<string, string>, agent: false },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('error', reject).on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({ status: incoming.statusCode!, headers: incoming.headers, text, body: parsed(text) })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

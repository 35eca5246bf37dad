import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { LookupFunction } from 'node:net'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { statusProblem } from '../../../shared/domain/sources/http-failure.ts'
import { createSafeHttp, type SafeHttp, type SafeHttpOptions } from '../../../shared/domain/sources/http.ts'
import { Problem } from '../../../shared/runtime/problem.ts'
import { listen, serveLocally, type LocalHttp } from '../../support/local-http.ts'

const closing: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close()
})

async function serve(handler: RequestListener, host?: string): Promise<LocalHttp> {
  const server = await serveLocally(handler, host)
  closing.push(server)
  return server
}

function client(options: Partial<SafeHttpOptions> = {}): SafeHttp {
  const http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test', totalMs: 5000, ...options })
  closing.push(http)
  return http
}

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw error
  return error
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('an ordinary answer', () => {
  it('comes with status, headers in lower case, final address and body', async () => {
    const { url } = await serve((_request, response) => response.setHeader('X-Thing', 'a').end('hello'))
    const reply = await client().get(`${url}/feed#part`)
    expect(reply).toMatchObject({ status: 200, finalUrl: `${url}/feed`, redirects: [] })
    expect(reply.headers['x-thing']).toBe('a')
    expect(text(reply.body)).toBe('hello')
  })

  it('asks honestly, without cookies or referrer', async () => {
    const { url } = await serve((request, response) => response.end(JSON.stringify(request.headers)))
    const http = client()
    const sent = JSON.parse(text((await http.get(url, { headers: { Accept: 'x/y' } })).body))
    expect(sent).toMatchObject({
      'user-agent': 'Earshot/test',
      accept: 'x/y',
      'accept-encoding': 'gzip, deflate, br',
    })
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['cookie']))
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['referer']))
  })

  it('keeps no cookie for the next request', async () => {
    const { url } = await serve((request, response) => {
      response.setHeader('Set-Cookie', 'a=b').end(request.headers.cookie ?? 'none')
    })
    const http = client()
    await http.get(url)
    expect(text((await http.get(url)).body)).toBe('none')
  })

  it('returns header bytes as they came, so that an ETag can be sent back unchanged', async () => {
    const etag = Buffer.from('W/"é\u00ff-ü"', 'utf8').toString('latin1')
    const { url } = await serve((request, response) => {
      if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
      else response.writeHead(200, { ETag: etag }).end('x')
    })
    const http = client()
    const { headers } = await http.get(url)
    const again = await http.get(url, { headers: { 'If-None-Match': headers.etag ?? '' } })
    expect(again.status).toBe(304)
  })

  it.each([
    ['gzip', gzipSync('packed')],
    ['br', brotliCompressSync('packed')],
    ['deflate', deflateSync('packed')],
    ['deflate', deflateRawSync('packed')],
    ['x-gzip', gzipSync('packed')],
    ['identity', Buffer.from('packed')],
    ['gzip', Buffer.from('packed')],
  ])('unpacks %s', async (coding, body) => {
    const { url } = await serve((_request, response) =>
      response.setHeader('Content-Encoding', coding).end(body),
    )
    expect(text((await client().get(url)).body)).toBe('packed')
  })

  it('gives what there is of a packed body that was cut short', async () => {
    const whole = 'word '.repeat(5000)
    const { url } = await serve((_request, response) => {
      response.setHeader('Content-Encoding', 'gzip').end(gzipSync(whole).subarray(0, -12))
    })
    const got = text((await client().get(url)).body)
    expect(got.length).toBeGreaterThan(0)
    expect(whole.startsWith(got)).toBe(true)
  })

  it('gives an empty body as empty', async () => {
    const { url } = await serve((_request, response) => response.end())
    expect((await client().get(url)).body.byteLength).toBe(0)
  })
})

describe('private addresses', () => {
  const spellings =
    `127.0.0.1 127.1 127.0.1 0 0.0.0.0 0x7f000001 0x7f.0.0.1 0177.0.0.1 2130706433 017700000001
    127.0.0.1. 127.8.8.8 １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 %31%32%37.0.0.1 [::1] [::]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:7f00:1] [::127.0.0.1] [::7f00:1]
    [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [fe80::1] [fd00::1] 10.0.0.1 192.168.0.1
    169.254.169.254 100.64.0.1 localhost a.localhost LOCALHOST.`.split(/\s+/)
  /** A server that must never be reached, on all addresses of this machine, and a client that may use its port. */
  async function canary() {
    const server = await serve((_request, response) => response.end('secret'), '::')
    return { server, http: client({ allowPrivate: false, ports: [server.port] }) }
  }

  it(`are refused in ${spellings.length} spellings, without one connection`, async () => {
    const { server, http } = await canary()
    for (const host of spellings) {
      const problem = await problemOf(http.get(`http://${host}:${server.port}/`))
      expect(['feed_address_refused', 'feed_unreachable'], host).toContain(problem.code)
      const posted = await problemOf(http.post(`http://${host}:${server.port}/`, { body: 'x' }))
      expect(posted.code, host).toBe(problem.code)
    }
    expect(server.connections()).toBe(0)
    const open = await client().get(`http://127.0.0.1:${server.port}/`)
    expect(text(open.body)).toBe('secret')
  })

  it('are refused behind a name that changes its mind between two look-ups', async () => {
    let asked = 0
    const lookup: LookupFunction = (_host, _options, callback) => {
      asked++
      callback(null, [{ address: asked === 1 ? '1.1.1.1' : '127.0.0.1', family: 4 }])
    }
    const server = await serve((_request, response) => response.end('secret'), '::')
    const http = client({ allowPrivate: false, ports: [server.port], lookup })
    // The first look-up, as somebody who checks before connecting would make it.
    lookup('flip.example', { all: true }, () => undefined)
    const problem = await problemOf(http.get(`http://flip.example:${server.port}/`))
    expect(problem.code).toBe('feed_address_refused')
    expect(problem.message).toContain('flip.example leads to a private network')
    expect(asked).toBe(2)
    expect(server.connections()).toBe(0)
  })

  it('are refused as the target of a redirect', async () => {
    const server = await serve((_request, response) => response.end('secret'), '127.0.0.1')
    // The door stands on an address that is allowed here, so that only where it points to is judged.
    const allows = (ip: string) => ip === '127.0.0.2' || ip === '::1'
    for (const host of ['127.0.0.1', '2130706433', '[::ffff:127.0.0.1]', 'inside.example']) {
      const target = `http://${host}:${server.port}/`
      const redirect: RequestListener = (_request, response) =>
        response.writeHead(302, { Location: target }).end()
      const door = await serve(redirect, '127.0.0.2').catch(() => serve(redirect, '::1'))
      const lookup: LookupFunction = (name, _options, callback) =>
        callback(
          null,
          name === 'door.example'
            ? [
                { address: '127.0.0.2', family: 4 },
                { address: '::1', family: 6 },
              ]
            : [{ address: '127.0.0.1', family: 4 }],
        )
      const http = client({ allowPrivate: false, allows, ports: [door.port, server.port], lookup })
      const problem = await problemOf(http.get(`http://door.example:${door.port}/`))
      expect(problem.code, target).toBe('feed_address_refused')
      expect(door.connections(), target).toBe(1)
    }
    expect(server.connections()).toBe(0)
  })

  it('may be asked when that is allowed', async () => {
    const { url } = await serve((_request, response) => response.end('x'))
    expect((await client({ allowPrivate: true }).get(url)).status).toBe(200)
  })
})

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('follows %i, and remembers it', async (status) => {
    const { url } = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(status, { Location: '/new?a=b' }).end('moved')
      else response.end(request.url)
    })
    const reply = await client().get(`${url}/old`)
    expect(text(reply.body)).toBe('/new?a=b')
    expect(reply.finalUrl).toBe(`${url}/new?a=b`)
    expect(reply.redirects).toEqual([{ status, from: `${url}/old`, to: `${url}/new?a=b` }])
  })

  it('follows five, and not six', async () => {
    const { url } = await serve((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) response.end('here')
      else response.writeHead(302, { Location: `/${left - 1}` }).end()
    })
    const http = client()
    expect(text((await http.get(`${url}/5`)).body)).toBe('here')
    expect((await problemOf(http.get(`${url}/6`))).code).toBe('feed_redirects')
  })

  it('notices a circle at once', async () => {
    const server = await serve((request, response) => {
      response.writeHead(302, { Location: request.url === '/a' ? '/b' : '/a' }).end()
    })
    const problem = await problemOf(client().get(`${server.url}/a`))
    expect(problem.code).toBe('feed_redirects')
    expect(problem.message).toContain('round in a circle')
  })

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'http://u:p@example.com/', 'http://['])(
    'refuses to be sent to %s',
    async (location) => {
      const { url } = await serve((_request, response) =>
        response.writeHead(302, { Location: location }).end(),
      )
      expect((await problemOf(client().get(url))).code).toBe('feed_address_refused')
    },
  )

  it('takes no secret along to another site', async () => {
    const other = await serve((request, response) => response.end(JSON.stringify(request.headers)))
    const { url } = await serve((_request, response) =>
      response.writeHead(302, { Location: other.url }).end(),
    )
    const headers = { Authorization: 'Bearer x', 'X-Key': 'y', 'If-None-Match': '"z"' }
    const sent = JSON.parse(text((await client().get(url, { headers })).body))
    expect(sent).not.toHaveProperty('authorization')
    expect(sent).not.toHaveProperty('x-key')
    expect(sent['if-none-match']).toBe('"z"')
  })
})

describe('too much', () => {
  it('stops reading a body of 100 MB soon after the limit', async () => {
    const piece = Buffer.alloc(64 * 1024, 'x')
    let sent = 0
    const { url } = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && sent < 100_000_000) {
          sent += piece.length
          if (!response.write(piece)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    const problem = await problemOf(client({ maxBytes: 5_000_000 }).get(url))
    expect(problem.code).toBe('feed_too_large')
    expect(problem.message).toContain('5 MB')
    expect(sent).toBeLessThan(40_000_000)
  })

  it.each([
    // A gzip body may be many members in a row: a gigabyte in 1 MB.
    ['gzip', () => Buffer.concat(Array<Buffer>(100).fill(gzipSync(Buffer.alloc(10_000_000))))],
    [
      'br',
      () =>
        brotliCompressSync(Buffer.alloc(100_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
    ],
    ['deflate', () => deflateSync(Buffer.alloc(100_000_000))],
  ])('stops unpacking a %s bomb at the limit, with little memory', async (coding, makeBomb) => {
    const bomb = makeBomb()
    const { url } = await serve((_request, response) =>
      response.setHeader('Content-Encoding', coding).end(bomb),
    )
    const http = client()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
    const problem = await problemOf(http.get(url))
    clearInterval(watch)
    expect(problem.code).toBe('feed_too_large')
    expect((Math.max(peak, process.memoryUsage().rss) - before) / 1e6).toBeLessThan(64)
  })

  it('refuses a body that is packed twice', async () => {
    const { url } = await serve((_request, response) => {
      response.setHeader('Content-Encoding', 'gzip, gzip').end(gzipSync(gzipSync('x')))
    })
    const problem = await problemOf(client().get(url))
    expect(problem.code).toBe('feed_unparsable')
    expect(problem.message).toContain('more than once')
  })

  it.each([
    ['gzip', Buffer.concat([gzipSync('good').subarray(0, 12), Buffer.from('damaged beyond repair')])],
    ['br', Buffer.from('not brotli at all, far from it')],
    ['zstd', Buffer.from('whatever')],
  ])('says so when a %s body is damaged', async (coding, body) => {
    const { url } = await serve((_request, response) =>
      response.setHeader('Content-Encoding', coding).end(body),
    )
    expect((await problemOf(client().get(url))).code).toBe('feed_unparsable')
  })
})

describe('too slow', () => {
  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    [
      'answers after ten seconds',
      (_request, response) => void setTimeout(() => response.end('late'), 10_000).unref(),
    ],
    [
      'drips for ever',
      (_request, response) => {
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      },
    ],
    [
      'redirects slowly',
      (request, response) =>
        void setTimeout(() => response.writeHead(302, { Location: `${request.url}x` }).end(), 300).unref(),
    ],
  ])('gives up by the total deadline on a server that %s', async (_, handler) => {
    const { url } = await serve(handler)
    const start = performance.now()
    const problem = await problemOf(client({ totalMs: 1000 }).get(url))
    expect(problem.code).toBe('feed_timeout')
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('lets the caller stop it, with the reason the caller gave', async () => {
    const { url } = await serve(() => undefined)
    const stop = new AbortController()
    const pending = client().get(url, { signal: stop.signal })
    const reason = new Error('shutting down')
    setTimeout(() => stop.abort(reason), 50)
    await expect(pending).rejects.toBe(reason)
  })
})

describe('what goes wrong on the way', () => {
  it('names a certificate that cannot be trusted', async () => {
    const pem = (name: string) =>
      readFileSync(new URL(`../../support/fixtures/self-signed.${name}.pem`, import.meta.url))
    const server = await listen(
      createTlsServer({ key: pem('key'), cert: pem('cert') }, (_request, response) => response.end('x')),
      '127.0.0.1',
      'https',
    )
    closing.push(server)
    const problem = await problemOf(client().get(server.url))
    expect(problem.code).toBe('feed_certificate')
    expect(problem.message).toContain('certificate of 127.0.0.1')
  })

  it('says when nothing listens', async () => {
    const server = await serveLocally(() => undefined)
    await server.close()
    const problem = await problemOf(client().get(server.url))
    expect(problem).toMatchObject({ code: 'feed_unreachable', facts: { reason: 'ECONNREFUSED' } })
  })

  it('says when there is no such site', async () => {
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '', 0)
    const problem = await problemOf(client({ lookup }).get('http://nowhere.example/'))
    expect(problem.code).toBe('feed_unreachable')
    expect(problem.message).toContain('no site called nowhere.example')
  })

  it.each(['SSH-2.0-OpenSSH_9.2\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort', ''])(
    'says when the server breaks the rules with %j',
    async (bytes) => {
      const { url } = await serve((request) => request.socket.end(bytes))
      expect((await problemOf(client().get(url))).code).toBe('feed_unreachable')
    },
  )
})

describe('answers that are no document', () => {
  async function answer(handler: RequestListener): Promise<Problem | null> {
    const { url } = await serve(handler)
    return statusProblem(await client().get(url))
  }

  it.each([
    [404, 'feed_not_found'],
    [410, 'feed_not_found'],
    [401, 'feed_forbidden'],
    [403, 'feed_forbidden'],
    [418, 'feed_forbidden'],
    [429, 'feed_rate_limited'],
    [500, 'feed_server_error'],
    [503, 'feed_server_error'],
    [300, 'feed_redirects'],
    [302, 'feed_redirects'],
  ])('%i is %s', async (status, code) => {
    const problem = await answer((_request, response) => response.writeHead(status).end('no'))
    expect(problem).toMatchObject({ code, facts: { httpStatus: status } })
  })

  it.each([200, 204, 304])('%i is fine', async (status) => {
    expect(await answer((_request, response) => response.writeHead(status).end())).toBeNull()
  })

  it.each([
    [429, '120', 120],
    [503, '30', 30],
    [429, '99999999', 2 * 24 * 3600],
    [429, 'Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ])('%i with Retry-After %s is to wait %i seconds', async (status, header, seconds) => {
    const problem = await answer((_request, response) =>
      response.writeHead(status, { 'Retry-After': header }).end(),
    )
    expect(problem).toMatchObject({ code: 'feed_rate_limited', facts: { retryAfterSeconds: seconds } })
  })

  it('reads a date in Retry-After', async () => {
    const header = new Date(Date.now() + 90_000).toUTCString()
    const problem = await answer((_request, response) =>
      response.writeHead(429, { 'Retry-After': header }).end(),
    )
    expect(problem?.facts.retryAfterSeconds).toBeGreaterThan(80)
    expect(problem?.facts.retryAfterSeconds).toBeLessThanOrEqual(91)
  })

  it.each<[string, RequestListener]>([
    [
      'header',
      (_request, response) => response.writeHead(200, { 'cf-mitigated': 'challenge' }).end('<html>'),
    ],
    ['title', (_request, response) => response.writeHead(403).end('<html><title>Just a moment...</title>')],
  ])('knows a Cloudflare check by its %s', async (_, handler) => {
    const problem = await answer(handler)
    expect(problem?.code).toBe('feed_forbidden')
    expect(problem?.message).toContain('check for humans')
  })
})

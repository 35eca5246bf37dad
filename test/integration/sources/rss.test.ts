import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  emptyFetchState,
  type FetchOutcome,
  type FetchState,
} from '../../../shared/domain/sources/connector.ts'
import { createConnectors } from '../../../shared/domain/sources/connectors.ts'
import { createSafeHttp, type SafeHttp } from '../../../shared/domain/sources/http.ts'
import { createParser, type Parser } from '../../../shared/domain/sources/parse-thread.ts'
import { Problem } from '../../../shared/runtime/problem.ts'
import { serveLocally, type LocalHttp } from '../../support/local-http.ts'

let parser: Parser
let http: SafeHttp
const servers: LocalHttp[] = []
beforeAll(() => {
  parser = createParser()
  http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test', totalMs: 3000, maxBytes: 1_000_000 })
})
afterAll(async () => {
  await parser.close()
  await http.close()
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function serve(handler: RequestListener): Promise<string> {
  const server = await serveLocally(handler)
  servers.push(server)
  return `${server.url}/feed`
}

const feed = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>Talk</title><link>/</link><ttl>60</ttl>${titles
    .map((title) => `<item><guid>${title}</guid><title>${title}</title><link>/${title}</link></item>`)
    .join('')}</channel></rss>`

function fetch(url: string, state: FetchState = emptyFetchState): Promise<FetchOutcome> {
  const connector = createConnectors({ parser }).get('rss')
  if (connector?.fetch === undefined) throw new Error('no rss connector')
  return connector.fetch({
    config: { url },
    credential: null,
    state,
    http,
    signal: new AbortController().signal,
  })
}

async function problemOf(handler: RequestListener): Promise<Problem> {
  const error = await fetch(await serve(handler)).then(
    () => new Error('it was heard'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw error
  return error
}

describe('a feed', () => {
  it('becomes items, with what the feed says of itself', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Type', 'application/rss+xml').end(feed('a', 'b'))
    })
    const outcome = await fetch(url)
    expect(outcome).toMatchObject({
      kind: 'items',
      feedTitle: 'Talk',
      siteUrl: new URL('/', url).href,
      finalUrl: url,
      status: 200,
      bytes: feed('a', 'b').length,
      format: 'rss',
      warnings: [],
      suggestedIntervalSeconds: 3600,
      items: [{ externalId: 'a', url: new URL('/a', url).href }, { externalId: 'b' }],
    })
  })

  it('is asked for as a feed', async () => {
    const accepted: unknown[] = []
    const url = await serve((request, response) => {
      accepted.push(request.headers.accept)
      response.end(feed())
    })
    await fetch(url)
    expect(accepted[0]).toMatch(/^application\/rss\+xml, application\/atom\+xml,.*\*\/\*;q=0\.1$/)
  })

  it('resolves its links against where it was found in the end', async () => {
    const inner = await serve((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { Location: '/deep/feed' }).end()
      else response.end(feed('a').replace('/a<', 'a<'))
    })
    const outcome = await fetch(inner)
    expect(outcome).toMatchObject({ finalUrl: inner.replace('/feed', '/deep/feed') })
    expect(outcome.kind === 'items' && outcome.items[0]?.url).toBe(inner.replace('/feed', '/deep/a'))
  })

  it.each(['text/html', 'application/octet-stream', 'image/png', ''])(
    'is known by what it is, not by its content type (%s)',
    async (type) => {
      const url = await serve((_request, response) => response.setHeader('Content-Type', type).end(feed('a')))
      expect(await fetch(url)).toMatchObject({ kind: 'items', format: 'rss' })
    },
  )

  it('suggests the longest of what document and headers ask for, within reason', async () => {
    const suggestion = async (headers: Record<string, string>) => {
      const url = await serve((_request, response) => response.writeHead(200, headers).end(feed('a')))
      return (await fetch(url)).suggestedIntervalSeconds
    }
    expect(await suggestion({ 'Cache-Control': 'public, max-age=60' })).toBe(3600)
    expect(await suggestion({ 'Cache-Control': 'max-age=7200' })).toBe(7200)
    expect(await suggestion({ 'Cache-Control': 'max-age=99999999' })).toBe(5 * 3600)
    const date = 'Mon, 09 Mar 2026 10:00:00 GMT'
    expect(await suggestion({ Date: date, Expires: 'Mon, 09 Mar 2026 12:00:00 GMT' })).toBe(7200)
    expect(await suggestion({ Date: date, Expires: '0' })).toBe(3600)
  })
})

describe('asking again', () => {
  it('sends back both validators as they came, and takes 304 for unchanged', async () => {
    const etag = 'W/"odd,  \'chars\' é"'
    const modified = 'Mon, 9 Mar 2026 10:11:12 +0000 (as we write it)'
    const asked: unknown[] = []
    const url = await serve((request, response) => {
      asked.push([request.headers['if-none-match'], request.headers['if-modified-since']])
      if (asked.length > 1) response.writeHead(304).end()
      else response.writeHead(200, { ETag: etag, 'Last-Modified': modified }).end(feed('a'))
    })
    const first = await fetch(url)
    const second = await fetch(url, first.state)
    expect(second).toMatchObject({ kind: 'unchanged', status: 304, bytes: 0 })
    const third = await fetch(url, second.state)
    expect(third.kind).toBe('unchanged')
    expect(asked).toEqual([
      [undefined, undefined],
      [etag, modified],
      [etag, modified],
    ])
  })

  it('takes the same body for unchanged without reading it, and remembers new validators', async () => {
    let round = 0
    const url = await serve((_request, response) => response.setHeader('ETag', `"${++round}"`).end(feed('a')))
    const first = await fetch(url)
    const second = await fetch(url, first.state)
    expect(second).toMatchObject({
      kind: 'unchanged',
      status: 200,
      state: { etag: '"2"', lastModified: null },
    })
    expect(second.state.bodyHash).toBe(first.state.bodyHash)
  })

  it('hears what is new', async () => {
    let round = 0
    const url = await serve((_request, response) => response.end(round++ === 0 ? feed('a') : feed('b', 'a')))
    const first = await fetch(url)
    const second = await fetch(url, first.state)
    expect(second).toMatchObject({ kind: 'items', items: [{ externalId: 'b' }, { externalId: 'a' }] })
  })

  it('never mixes validators of two answers', async () => {
    let round = 0
    const url = await serve((_request, response) => {
      if (round++ === 0) response.writeHead(200, { ETag: '"1"', 'Last-Modified': 'x' }).end(feed('a'))
      else response.writeHead(200, { ETag: '"2"' }).end(feed('b'))
    })
    const first = await fetch(url)
    expect((await fetch(url, first.state)).state).toMatchObject({ etag: '"2"', lastModified: null })
  })
})

describe('half a document', () => {
  const titles = Array.from({ length: 30 }, (_, index) => String(Math.sin(index)))
  const whole = feed(...titles)
  const cuts: [string, RequestListener][] = [
    ['that the server cut off', (_request, response) => response.end(whole.slice(0, whole.length / 2))],
    [
      'that lost its end on the way',
      (_request, response) => {
        const packed = gzipSync(whole)
        response.setHeader('Content-Encoding', 'gzip').end(packed.subarray(0, packed.length / 2))
      },
    ],
    [
      'that is damaged and cut off',
      (_request, response) => response.end(feed('a', 'b').replace('</title>', '').replace('</rss>', '')),
    ],
    [
      'that ends before its first entry does',
      (_request, response) => response.end(whole.slice(0, whole.indexOf('<item>'))),
    ],
  ]

  it.each(cuts)('%s is asked for again as if it had never come', async (_, cut) => {
    let broken = true
    const asked: unknown[] = []
    const url = await serve((request, response) => {
      asked.push([request.headers['if-none-match'], request.headers['if-modified-since']])
      response.setHeader('ETag', '"1"').setHeader('Last-Modified', 'today')
      if (broken) cut(request, response)
      else response.end(whole)
    })
    const first = await fetch(url)
    expect(first).toMatchObject({ kind: 'items', state: emptyFetchState })
    const again = await fetch(url, first.state)
    expect(again).toMatchObject({ kind: 'items', state: emptyFetchState })
    broken = false
    const last = await fetch(url, again.state)
    expect(last.kind === 'items' && last.items.map((item) => item.externalId)).toEqual(titles)
    expect(last.state).toMatchObject({ etag: '"1"', lastModified: 'today' })
    expect(asked).toEqual(Array.from({ length: 3 }, () => [undefined, undefined]))
  })

  it('is not what a damaged document is that has an end', async () => {
    const url = await serve((_request, response) =>
      response.setHeader('ETag', '"1"').end(feed('a', 'b').replace('</title>', '')),
    )
    expect(await fetch(url)).toMatchObject({ kind: 'items', state: { etag: '"1"' } })
  })

  it('is not what a document is whose outermost element is empty', async () => {
    const url = await serve((_request, response) =>
      response.setHeader('ETag', '"1"').end('<feed xmlns="http://www.w3.org/2005/Atom"/>'),
    )
    expect(await fetch(url)).toMatchObject({ kind: 'items', items: [], state: { etag: '"1"' } })
  })
})

describe('what is no feed', () => {
  it.each<[string, string, RequestListener]>([
    ['feed_not_found', '404', (_request, response) => response.writeHead(404).end('<html>no</html>')],
    ['feed_not_found', 'gone for good', (_request, response) => response.writeHead(410).end()],
    ['feed_empty_document', 'empty document', (_request, response) => response.end()],
    ['feed_empty_document', 'empty document', (_request, response) => response.writeHead(204).end()],
    ['feed_unparsable', 'neither XML nor JSON', (_request, response) => response.end('hello')],
    ['feed_too_large', '1 MB', (_request, response) => response.end(Buffer.alloc(2_000_000, '<'))],
    [
      'feed_too_large',
      '1 MB',
      (_request, response) =>
        response.setHeader('Content-Encoding', 'gzip').end(gzipSync(`<rss>${' '.repeat(5_000_000)}`)),
    ],
    ['feed_timeout', 'longer than 3 seconds', () => undefined],
    [
      'feed_redirects',
      'round in a circle',
      (_request, response) => response.writeHead(302, { Location: '/feed' }).end(),
    ],
  ])('is %s: %s', async (code, sentence, handler) => {
    const problem = await problemOf(handler)
    expect(problem.code).toBe(code)
    expect(problem.message).toContain(sentence)
  })

  it('says when to come again', async () => {
    const problem = await problemOf((_request, response) =>
      response.writeHead(429, { 'Retry-After': '77' }).end(),
    )
    expect(problem).toMatchObject({
      code: 'feed_rate_limited',
      facts: { retryAfterSeconds: 77, httpStatus: 429 },
    })
  })

  it('offers the feeds of a web page', async () => {
    const problem = await problemOf((_request, response) => {
      response
        .setHeader('Content-Type', 'text/html')
        .end(
          '<html><head><link rel="alternate" type="application/atom+xml" title="News" href="/atom"></head></html>',
        )
    })
    expect(problem.code).toBe('feed_is_html')
    expect(problem.facts.discovered).toEqual([
      {
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/atom$/),
        title: 'News',
        type: 'application/atom+xml',
      },
    ])
  })
})

import type { RequestListener } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyFetchState } from '../../shared/domain/sources/connector.ts'
import { createSafeHttp } from '../../shared/domain/sources/http.ts'
import { Problem } from '../../shared/runtime/problem.ts'
import { feedTools } from '../support/feeds.ts'
import { serveLocally, type LocalHttp } from '../support/local-http.ts'

/* What an API may answer that wants to harm us: a poll ends with items or with a sentence, soon, and nobody waits for it. */

const sources: [source: string, config: (at: string) => Record<string, string>, credential: string | null][] =
  [
    ['mastodon', (at) => ({ instance: at, tag: 'acme' }), null],
    ['mastodon', (at) => ({ instance: at, search: 'acme' }), 'token'],
    ['lemmy', (at) => ({ instance: at, search: 'acme' }), null],
    ['discourse', (at) => ({ forum: at }), null],
    ['discourse', (at) => ({ forum: at, search: 'acme' }), null],
    ['stackexchange', (at) => ({ search: 'acme', endpoint: at }), null],
    ['github', (at) => ({ search: 'acme', kind: 'all', endpoint: at }), null],
    ['github', (at) => ({ search: 'acme', kind: 'discussions', endpoint: at }), 'token'],
    ['hackernews', (at) => ({ search: 'acme', endpoint: at }), null],
    ['reddit', (at) => ({ search: 'acme', endpoint: at }), null],
    ['lobsters', (at) => ({ endpoint: at }), null],
    ['peertube', (at) => ({ instance: at, search: 'acme' }), null],
    ['appstore', (at) => ({ app: '123456', country: 'us', endpoint: at }), null],
    ['bluesky-search', (at) => ({ search: 'acme', handle: 'ann.example', endpoint: at }), 'password'],
    ['rss', (at) => ({ url: at }), null],
  ]

/** The lists in which these APIs give their entries, all in one answer. */
const lists = 'statuses posts comments items hits latest_posts topics data entry feed nodes'.split(' ')
const inLists = (entry: string, count: number) => {
  const entries = `[${Array.from({ length: count }, () => entry).join()}]`
  const shaped = lists.map((name) => `"${name}":${entries}`).join()
  return `{${shaped},"accessJwt":"a","refreshJwt":"b","has_more":true,"total":1e9,"nbPages":1e9,"nbHits":1e999}`
}
const deep = '['.repeat(2_000_000)
const wrong = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"id":1e400,"uri":{"a":1},
  "created_at":-1e300,"content":["x"],"account":7,"title":null,"url":"javascript:alert(1)","objectID":{},"score":"9e99"}`
const page = '<p>acme <b>is</b> &amp; '.repeat(40_000)
const status = JSON.stringify({
  id: '1',
  uri: 'https://a.example/1',
  created_at: new Date().toISOString(),
  content: page,
  account: { acct: 'a', username: 'a', display_name: 'a'.repeat(100_000), url: 'https://a.example/@a' },
})

const answers: Record<string, RequestListener> = {
  'nesting without end': (_request, response) => response.end(deep),
  'code that is never closed': (_request, response) =>
    response.end(
      `[${JSON.stringify({ ...JSON.parse(status), content: `<script>${'</script '.repeat(44_000)}` })}]`,
    ),
  'nesting that is closed': (_request, response) =>
    response.end(`{"items":${'['.repeat(1e6)}${']'.repeat(1e6)}}`),
  null: (_request, response) => response.end('null'),
  'a list of null': (_request, response) => response.end(`[${'null,'.repeat(500_000)}null]`),
  'entries of the wrong types': (_request, response) => response.end(inLists(wrong, 2_000)),
  'a list of the wrong types': (_request, response) => response.end(`[${`${wrong},`.repeat(20_000)}null]`),
  'pages of markup': (_request, response) => response.end(`[${`${status},`.repeat(13)}${status}]`),
  'a number of a million digits': (_request, response) =>
    response.end(`{"items":[],"total":${'9'.repeat(1e6)}}`),
  'no end': (_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('[{"a":"'.repeat(10_000)));
    }
    response.on('drain', more)
    more()
  },
}

let http: ReturnType<typeof createSafeHttp>
const servers = new Map<string, LocalHttp>()
beforeAll(async () => {
  http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test', totalMs: 5000 })
  for (const [name, answer] of Object.entries(answers))
    servers.set(
      name,
      await serveLocally((request, response) => {
        response.setHeader('content-type', 'application/json')
        answer(request, response)
      }),
    )
})
afterAll(async () => {
  await http.close()
  for (const server of servers.values()) await server.close()
})

describe.each(Object.keys(answers))('%s', (name) => {
  test.each(sources)('from %s %#', async (source, config, credential) => {
    const connector = feedTools.connectors.get(source)!
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const startedAt = performance.now()
    const outcome = await connector.fetch!({
      config: connector.config.parse(config(servers.get(name)!.url)),
      credential,
      state: emptyFetchState,
      http,
      signal: AbortSignal.timeout(20_000),
    }).catch((error: unknown) => error)
    const took = performance.now() - startedAt
    await sleep(20)
    delay.disable()
    if (!(outcome instanceof Problem)) expect(outcome).toMatchObject({ kind: 'items' })
    else expect(outcome.code).toMatch(/^feed_/)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    expect(took).toBeLessThan(12_000)
    expect(delay.max / 1e6).toBeLessThan(1200)
  })
})

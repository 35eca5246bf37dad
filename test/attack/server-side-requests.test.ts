import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { createHttpClient, type HttpClient } from '../support/http-client.ts'

/*
 * Every way in which somebody can name an address, and a server on this machine that must never be asked: on the port of
 * the web where this machine lets a test have it, so that it is the address that is refused, and on another one.
 */

const hosts =
  '127.0.0.1 2130706433 localhost a.localhost 0.0.0.0 [::1] [::] [::127.0.0.1] [::ffff:127.0.0.1] [64:ff9b::7f00:1]'.split(
    ' ',
  )

const canaries: Server[] = []
let hits = 0
let ports: number[]
let database: TestDatabase
let earshot: Earshot
let client: HttpClient

function canary(host: string, port: number): Promise<number | null> {
  const server = createServer((socket) => {
    hits += 1
    socket.on('error', () => undefined).destroy()
  })
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen(port, host, () => {
      canaries.push(server)
      resolve((server.address() as { port: number }).port)
    })
  })
}

beforeAll(async () => {
  const bound = [await canary('127.0.0.1', 80), await canary('::1', 80), await canary('127.0.0.1', 0)]
  ports = [80, ...bound.filter((port) => port !== null && port !== 80)] as number[]
  database = await createTestDatabase()
  earshot = await startEarshot({ DATABASE_URL: database.url, EARSHOT_ALLOW_PRIVATE_FEEDS: undefined })
  client = createHttpClient(earshot.address)
}, 120_000)
afterAll(async () => {
  await earshot.stop()
  for (const server of canaries) server.close()
  await database.drop()
})

const refusals = new Set(['feed_address_refused', 'feed_unreachable', 'feed_blocked', 'invalid_request'])
const everywhere = () => hosts.flatMap((host, n) => `http://${host}:${ports[n % ports.length]}/feed`)

/** The sources whose settings hold addresses, each at a place of its own: turns at one would take their time. */
const elsewhere = (from: number): [string, Record<string, string>][] => {
  let last = from
  const at = () => `http://127.0.0.${(last += 1)}`
  return [
    ['mastodon', { instance: at(), tag: 'acme' }],
    ['lemmy', { instance: at(), search: 'acme' }],
    ['discourse', { forum: at() }],
    ['stackexchange', { search: 'acme', endpoint: at() }],
    ['github', { search: 'acme', kind: 'all', endpoint: at() }],
    ['hackernews', { search: 'acme', endpoint: at() }],
    ['reddit', { search: 'acme', endpoint: at() }],
    ['lobsters', { endpoint: at() }],
    ['peertube', { instance: at(), search: 'acme' }],
    ['appstore', { app: '123456', country: 'us', endpoint: at() }],
    ['bluesky', { endpoint: at().replace('http', 'ws') }],
  ]
}

async function refused(path: string, body: unknown): Promise<void> {
  const reply = await client.post(path, body)
  const code = reply.body?.problem?.code ?? reply.body?.code
  expect(refusals, `${path} ${JSON.stringify(body)} ${reply.text.slice(0, 300)}`).toContain(code)
}

test('before anybody has set Earshot up', async () => {
  for (const url of everywhere()) await refused('/api/first-run/test-feed', { url })
  for (const url of everywhere().slice(0, 4)) await refused('/api/first-run/discover', { url })
  for (const [source, config] of elsewhere(10)) await refused('/api/first-run/test-feed', { source, config })
  expect(hits).toBe(0)
}, 120_000)

test('afterwards, by whoever may add feeds: tests, discovery, settings of sources, OPML, and the polls of all', async () => {
  const setUp = await client.post('/api/first-run', {
    admin,
    brand: { name: 'Acme', queries: [{ text: 'acme' }] },
    feeds: [{ url: 'http://127.0.0.1/first' }],
  })
  expect(setUp.status, setUp.text).toBe(200)
  for (const [source, config] of elsewhere(30)) await refused('/api/feeds/test', { source, config })
  for (const url of everywhere().slice(0, 4)) await refused('/api/feeds/discover', { url })

  for (const url of everywhere()) await client.post('/api/feeds', { url })
  for (const [source, config] of elsewhere(50)) await client.post('/api/feeds', { source, config })
  const outlines = everywhere()
    .slice(2, 6)
    .map((url) => `<outline xmlUrl="${url}?opml"/>`)
  const opml = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`
  expect((await client.post('/api/feeds/opml', { opml })).body.added).toBeGreaterThan(2)
  const feeds = async () => (await client.get('/api/feeds')).body.feeds as any[]
  await eventually(async () => (await feeds()).every(({ lastProblem }) => lastProblem !== null), 90_000)
  for (const { url, lastProblem, health } of await feeds()) {
    expect(refusals, `${url} ${JSON.stringify(lastProblem)}`).toContain(lastProblem.code)
    expect(health).toBe('failing')
  }
  expect(hits).toBe(0)
}, 180_000)

import type { IncomingMessage, RequestListener } from 'node:http'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from '../../shared/runtime/vault.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { admin, startEarshot, type Earshot } from '../support/earshot.ts'
import { eventually } from '../support/eventually.ts'
import { createHttpClient, type HttpClient } from '../support/http-client.ts'
import { openLive, type LiveClient } from '../support/live-client.ts'
import { serveLocally, type LocalHttp } from '../support/local-http.ts'

/** Part of every token below, and of nothing else. */
const canary = 'c4naryc4naryc4nary'

/** Every source that takes a token. */
const sources: [source: string, config: (at: string) => Record<string, string>, credential: string][] = [
  ['mastodon', (at) => ({ instance: at, search: 'acme' }), `${canary}mastodon`],
  ['stackexchange', (at) => ({ search: 'acme', endpoint: at }), `${canary}stack`],
  ['github', (at) => ({ search: 'acme', kind: 'discussions', endpoint: at }), `${canary}github`],
  ['reddit', (at) => ({ search: 'acme', endpoint: at }), `feed=${canary}reddit0000&user=ann`],
  ['bluesky-search', (at) => ({ search: 'acme', handle: 'ann.example', endpoint: at }), `${canary}bluesky`],
  ['discourse', (at) => ({ forum: at, search: 'acme' }), `${canary}discourse`],
]

/** Everything that was sent, as a careless or hostile service gives it back. */
async function sent(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return JSON.stringify({ url: request.url, headers: request.headers, body })
}
const elsewhere: string[] = []
const echo =
  (
    status: number,
    answer: (said: string) => string | Record<string, unknown>,
    headers = {},
  ): RequestListener =>
  (request, response) =>
    void sent(request).then((said) => {
      const text = answer(said)
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof text === 'string' ? text : JSON.stringify(text))
    })
const errors = (said: string) => ({ error: said, message: said, errors: [said], error_message: said })

let database: TestDatabase
let earshot: Earshot
let client: HttpClient
let live: LiveClient
const servers: LocalHttp[] = []
const serve = async (listener: RequestListener) => {
  const server = await serveLocally(listener)
  servers.push(server)
  return server.url
}

beforeAll(async () => {
  database = await createTestDatabase()
  earshot = await startEarshot({
    DATABASE_URL: database.url,
    EARSHOT_LOG_LEVEL: 'trace',
    EARSHOT_SECRET_KEY: 'a key that no backup of the database holds',
    EARSHOT_ADMIN_EMAIL: admin.email,
    EARSHOT_ADMIN_PASSWORD: admin.password,
  })
  client = createHttpClient(earshot.address)
  await client.post('/api/session', { email: admin.email, password: admin.password })
  live = await openLive(earshot.address, { cookie: client.cookie })
}, 120_000)
afterAll(async () => {
  live.close()
  await earshot.stop()
  await Promise.all(servers.map((server) => server.close()))
  await database.drop()
})

const leaks = (text: string) => {
  const forms = [
    canary,
    Buffer.from(canary).toString('base64').slice(0, 20),
    Buffer.from(canary).toString('hex'),
  ]
  const at = forms.map((form) => text.indexOf(form)).find((found) => found >= 0)
  return at === undefined ? null : text.slice(Math.max(0, at - 200), at + 60)
}

async function everyColumn(): Promise<string> {
  const connection = new pg.Client({ connectionString: database.url })
  await connection.connect()
  const { rows: tables } = await connection.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'
     UNION SELECT table_schema || '.' || quote_ident(table_name) FROM information_schema.tables
     WHERE table_schema NOT IN ('public', 'pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  )
  let all = ''
  for (const { name } of tables)
    all += JSON.stringify((await connection.query(`SELECT t::text AS row FROM ${name} t`)).rows)
  await connection.end()
  return all
}

test('a stored token is nowhere but in its column, locked, and on its way to its service', async () => {
  const thief = await serve((request, response) => {
    void sent(request).then((said) => {
      elsewhere.push(said)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"items":[]}')
    })
  })
  const answers: RequestListener[] = [
    echo(400, errors),
    echo(401, errors),
    echo(403, (said) => said),
    echo(500, (said) => `<html><title>${said}</title>`),
    echo(200, errors),
    echo(200, (said) => `{"items": [${JSON.stringify(said)}], "statuses": ${JSON.stringify(said)}, "data": `),
    (request, response) =>
      void sent(request).then(() => response.writeHead(301, { location: `${thief}${request.url}` }).end()),
    (request, response) =>
      void sent(request).then(() => response.writeHead(302, { location: `http://[${request.url}` }).end()),
    (request, response) => request.socket.destroy() && response.destroy(),
  ]
  const served = await Promise.all(answers.map(serve))
  const everything: string[] = []
  const call = async (method: 'get' | 'post', path: string, body?: unknown) => {
    const reply = method === 'get' ? await client.get(path) : await client.post(path, body)
    everything.push(`${method} ${path} ${reply.text} ${JSON.stringify(reply.headers)}`)
    return reply
  }

  const ids: number[] = []
  for (const [source, config, credential] of sources)
    for (const at of served) {
      const reply = await call('post', '/api/feeds', { source, config: config(at), credential })
      expect(reply.status, reply.text).toBe(200)
      ids.push(reply.body.id)
    }
  await eventually(async () => {
    const { feeds } = (await client.get('/api/feeds')).body
    return feeds.every(({ checks }: { checks: number }) => checks > 0)
  }, 60_000)
  for (const [source, config, credential] of sources)
    await call('post', '/api/feeds/test', { source, config: config(served[0]!), credential })

  for (const path of [
    'feeds',
    'feeds/opml',
    'sources',
    'openapi.json',
    'brands',
    'settings',
    'ready',
    'mentions',
  ])
    await call('get', `/api/${path}`)
  for (const id of ids) await call('get', `/api/feeds/${id}/checks`)
  await call('post', '/api/feeds', { source: 'mastodon', config: {}, credential: `${canary} wrong` })
  await call('post', '/api/feeds', { source: 'mastodon', credential: `${canary}`.repeat(500) })

  for (const one of everything) expect(leaks(one)).toBeNull()
  expect(leaks(JSON.stringify(live.heard))).toBeNull()
  expect(leaks(earshot.output())).toBeNull()
  expect(leaks(await everyColumn())).toBeNull()
  // Headers do not cross over to another host; what a service itself writes into the address is its own doing.
  const withoutAddress = elsewhere.map((said) => JSON.stringify({ ...JSON.parse(said), url: '' }))
  for (const said of withoutAddress) expect(leaks(said)).toBeNull()
}, 120_000)

test('a copy of the database without the key opens nothing', async () => {
  const connection = new pg.Client({ connectionString: database.url })
  await connection.connect()
  const { rows } = await connection.query<{ credential: string }>('SELECT credential FROM feed')
  await connection.end()
  const right = openVault({ secretKey: 'a key that no backup of the database holds', dataDir: '/nowhere' })
  const wrong = openVault({ secretKey: 'another key', dataDir: '/nowhere' })
  expect(rows.length).toBeGreaterThan(20)
  expect(new Set(rows.map(({ credential }) => credential)).size).toBe(rows.length)
  for (const { credential } of rows) {
    expect(right.open(credential)).toContain(canary)
    expect(() => wrong.open(credential)).toThrow(/cannot be read/)
  }
})

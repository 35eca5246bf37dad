import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HttpClient } from '../support/http-client.ts'
import { addressOf, validBodies, writes } from '../support/routes.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
let admin: HttpClient
beforeAll(async () => {
  web = await startTestWeb()
  admin = await web.signedIn('admin')
})
afterAll(() => web.close())

const evil: { called: string; headers: (url: string) => Record<string, string | undefined> }[] = [
  { called: 'another site', headers: () => ({ origin: 'https://evil.example' }) },
  { called: 'another site, as browsers say it', headers: () => ({ 'sec-fetch-site': 'cross-site' }) },
  { called: 'another port of this machine', headers: () => ({ origin: 'http://127.0.0.1:1' }) },
  {
    called: 'another port of this machine, as browsers say it',
    headers: (url) => ({ origin: url, 'sec-fetch-site': 'same-site' }),
  },
  { called: 'a sandboxed page', headers: () => ({ origin: 'null' }) },
  { called: 'the same address over https', headers: (url) => ({ origin: url.replace('http', 'https') }) },
  { called: 'nobody says', headers: () => ({ origin: undefined }) },
]

describe.each(evil)('a write from $called', ({ headers }) => {
  test.each(writes)('is refused: %s', async (name, route) => {
    const before = await counts()
    const reply = await admin.send(route.method, addressOf(route), validBodies[name], headers(web.url))
    expect(reply.status).toBe(403)
    expect(reply.body.code).toBe('cross_site_request')
    expect(await counts()).toEqual(before)
  })
})

describe('a write from a page of ours', () => {
  test.each([
    { origin: undefined, 'sec-fetch-site': 'same-origin' },
    { origin: undefined, 'sec-fetch-site': 'none' },
  ])('is taken with %j', async (headers) => {
    const reply = await admin.patch('/api/people/999999', { name: 'New' }, headers)
    expect(reply.body.code).toBe('not_found')
  })
})

describe('a form of another site', () => {
  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    undefined,
  ])('cannot send a body as %s', async (type) => {
    const reply = await admin.send('POST', '/api/people', '{"name":"New"}', { 'content-type': type })
    expect(reply.status).toBe(415)
    expect(reply.body.code).toBe('body_not_json')
  })
})

describe('a name that was made to point here', () => {
  test('is not answered to, by the API or by pages', async () => {
    const api = await web.nobody().get('/api/first-run', { host: 'rebound.evil.example' })
    expect(api.status).toBe(421)
    expect(api.body.code).toBe('unknown_host')
    expect(api.body.detail).toContain('EARSHOT_ORIGIN')
    expect((await web.nobody().get('/', { host: 'rebound.evil.example' })).status).toBe(421)
  })
})

async function counts(): Promise<unknown> {
  const { rows } = await web.pool.query(
    'SELECT (SELECT count(*) FROM person) AS people, (SELECT count(*) FROM brand) AS brands, (SELECT count(*) FROM feed) AS feeds, (SELECT count(*) FROM session) AS sessions',
  )
  return rows[0]
}

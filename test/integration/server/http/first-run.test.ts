import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveLocally, type LocalHttp } from '../../../support/local-http.ts'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Forum</title><link>https://forum.example</link><description>d</description>
<item><guid>1</guid><title>Acme is terrible</title><description>The worst support I have ever had.</description></item>
<item><guid>2</guid><title>Something else</title><description>Nothing to see.</description></item></channel></rss>`

let web: TestWeb
let forum: LocalHttp
beforeEach(async () => {
  web = await startTestWeb()
  forum = await serveLocally((_request, response) =>
    response.setHeader('content-type', 'application/rss+xml').end(rss),
  )
})
afterEach(async () => {
  await forum.close()
  await web.close()
})

const wizard = (overrides: Record<string, unknown> = {}) => ({
  admin: { name: 'Ana', email: 'ana@example.org', password: 'correct horse battery' },
  brand: { name: 'Acme', queries: [{ text: 'acme' }] },
  feeds: [{ url: `${forum.url}/feed.xml` }],
  ...overrides,
})

const counts = async () =>
  (
    await web.pool.query(
      'SELECT (SELECT count(*)::int FROM person) AS people, (SELECT count(*)::int FROM brand) AS brands, (SELECT count(*)::int FROM feed) AS feeds',
    )
  ).rows[0]

describe('the first run', () => {
  test('tests a feed, saves everything at once and signs the admin in', async () => {
    const client = web.nobody()
    expect((await client.get('/api/first-run')).body).toEqual({ needed: true })

    const dryRun = await client.post('/api/first-run/test-feed', {
      url: `${forum.url}/feed.xml`,
      queries: [{ text: 'acme' }],
    })
    expect(dryRun.body).toMatchObject({ ok: true, itemCount: 2, matched: 1 })
    expect(await counts()).toEqual({ people: 0, brands: 0, feeds: 0 })

    const reply = await client.post('/api/first-run', wizard())
    expect(reply.status, reply.text).toBe(200)
    expect(reply.body).toMatchObject({ name: 'Ana', email: 'ana@example.org', role: 'admin' })
    expect((await client.get('/api/session')).body).toEqual(reply.body)
    expect((await client.get('/api/feeds')).body.feeds).toHaveLength(1)
    expect((await client.get('/api/brands')).body.brands).toMatchObject([
      { name: 'Acme', queries: [{ text: 'acme' }] },
    ])
    expect((await client.get('/api/first-run')).body).toEqual({ needed: false })
  })

  test('makes one admin when two people do it at the same moment', async () => {
    const [one, two] = await Promise.all([
      web.nobody().post('/api/first-run', wizard()),
      web
        .nobody()
        .post(
          '/api/first-run',
          wizard({ admin: { name: 'Eve', email: 'eve@example.org', password: 'other words joined' } }),
        ),
    ])
    expect([one.status, two.status].toSorted()).toEqual([200, 409])
    expect((one.status === 409 ? one : two).body.code).toBe('already_set_up')
    expect(await counts()).toEqual({ people: 1, brands: 1, feeds: 1 })
  })

  test('is over for good afterwards, its feed test, too', async () => {
    await web.person('admin')
    for (const path of ['/api/first-run', '/api/first-run/test-feed'])
      expect((await web.nobody().post(path, { anything: true })).body.code).toBe('already_set_up')
  })

  test.each([
    [
      'a weak password',
      { admin: { name: 'Ana', email: 'ana@example.org', password: 'password' } },
      'weak_password',
    ],
    [
      'a query with an unclosed quote',
      { brand: { name: 'Acme', queries: [{ text: '"acme' }] } },
      'invalid_query',
    ],
    ['no feed', { feeds: [] }, 'invalid_request'],
    ['an address that is none', { feeds: [{ url: 'ftp://files.example' }] }, 'invalid_request'],
    [
      'the same feed twice',
      { feeds: [{ url: 'http://a.example/' }, { url: 'http://a.example/' }] },
      'feed_exists',
    ],
  ])('saves nothing with %s', async (_, overrides, code) => {
    const reply = await web.nobody().post('/api/first-run', wizard(overrides))
    expect(reply.body.code).toBe(code)
    expect(reply.headers['set-cookie']).toBeUndefined()
    expect(await counts()).toEqual({ people: 0, brands: 0, feeds: 0 })
  })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { serveLocally } from '../../../support/local-http.ts'
import { startTestWeb, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
beforeEach(async () => {
  web = await startTestWeb()
})
afterEach(() => web.close())

const page = '<!doctype html><link rel="alternate" type="application/rss+xml" title="Posts" href="/rss">'

test('the wizard and an admin get the same proposal for a name, and the same feeds behind an address', async () => {
  const site = await serveLocally((_, response) => response.setHeader('content-type', 'text/html').end(page))
  try {
    const nobody = web.nobody()
    const wizard = await nobody.post('/api/first-run/propose', { name: 'Acme Air' })
    expect(wizard.status, wizard.text).toBe(200)
    expect(wizard.body.queries).toEqual([{ text: '"Acme Air" OR @acmeair OR #acmeair' }])
    const behind = await nobody.post('/api/first-run/discover', { url: site.url })
    expect(behind.body.feeds).toMatchObject([{ source: 'rss', title: 'Posts', url: `${site.url}/rss` }])

    const admin = await web.signedIn('admin')
    expect((await admin.post('/api/brands/propose', { name: 'Acme Air' })).body).toEqual(wizard.body)
    expect((await admin.post('/api/feeds/discover', { url: site.url })).body).toEqual(behind.body)
  } finally {
    await site.close()
  }
})

test('every source says what it is and what it asks for', async () => {
  const { sources } = (await (await web.signedIn('manager')).get('/api/sources')).body
  expect(sources.find(({ source }: { source: string }) => source === 'rss')).toMatchObject({
    name: 'RSS, Atom or JSON feed',
    fields: [{ name: 'url', kind: 'address', required: true }],
    credential: null,
    streamed: false,
  })
})

test('a query is read before the wizard goes on, and nothing is kept', async () => {
  const client = web.nobody()
  const check = (...queries: string[]) =>
    client.post('/api/first-run/check', { name: 'Acme', queries: queries.map((text) => ({ text })) })
  expect((await check('acme')).status).toBe(204)
  expect((await check('acme', 'acme OR')).body).toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'queries/1/text', start: 5 }],
  })
  expect((await client.get('/api/first-run')).body).toEqual({ needed: true })
})

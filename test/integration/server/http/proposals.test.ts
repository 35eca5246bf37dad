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

test('each step of the wizard is checked before the next, and nothing is kept', async () => {
  const client = web.nobody()
  const check = (body: unknown) => client.post('/api/first-run/check', body)
  const admin = { name: 'Ana', email: 'ana@example.org', password: 'correct horse battery' }
  expect((await check({ admin })).status).toBe(204)
  expect((await check({ admin: { ...admin, password: 'password' } })).body).toMatchObject({
    code: 'weak_password',
    fields: [{ path: 'password' }],
  })
  const brand = { name: 'Acme', queries: [{ text: 'acme' }, { text: 'acme OR' }] }
  expect((await check({ brand })).body).toMatchObject({
    code: 'invalid_query',
    fields: [{ path: 'queries/1/text', start: 5 }],
  })
  expect((await client.get('/api/first-run')).body).toEqual({ needed: true })
})

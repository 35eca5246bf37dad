import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HttpClient } from '../support/http-client.ts'
import { addressOf, allRoutes, validBodies } from '../support/routes.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
let fresh: TestWeb
let admin: HttpClient
beforeAll(async () => {
  web = await startTestWeb()
  // One whose wizard is still open.
  fresh = await startTestWeb()
  admin = await web.signedIn('admin')
})
afterAll(() => Promise.all([web.close(), fresh.close()]))

const withBody = allRoutes.filter(([, route]) => route.body)
const clientFor = (access: string) => (access === 'first-run' ? fresh.nobody() : admin)

describe('fields that nobody asked for', () => {
  const extras: [string, string][] = [
    ['role', '"role":"admin"'],
    ['ownerId', '"ownerId":1'],
    ['id', '"id":1'],
    ['version', '"version":99'],
    ['disabled', '"disabled":false'],
    ['__proto__', '"__proto__":{"role":"admin"}'],
    ['constructor', '"constructor":{"prototype":{"role":"admin"}}'],
  ]
  const cases = withBody.flatMap(([name, route]) =>
    extras
      // Not a stranger to these two.
      .filter(
        ([field]) => !(['addPerson', 'changePerson'].includes(name) && ['role', 'disabled'].includes(field)),
      )
      .map(([field, text]) => ({ name, route, field, text })),
  )
  test.each(cases)('$name refuses $field', async ({ name, route, field, text }) => {
    const valid = JSON.stringify(validBodies[name])
    const body = valid === '{}' ? `{${text}}` : `${valid.slice(0, -1)},${text}}`
    const reply = await clientFor(route.access).send(route.method, addressOf(route), body)
    expect(reply.status).toBe(400)
    expect(reply.body.code).toBe('invalid_request')
    expect(reply.body.fields).toContainEqual({ path: field, message: 'There is no such field here.' })
  })

  test('are refused inside of what is nested, by their place', async () => {
    const reply = await fresh
      .nobody()
      .send(
        'POST',
        '/api/first-run',
        '{"admin":{"name":"A","email":"a@b.example","password":"correct horse battery","role":"admin"},"brand":{"name":"B","queries":[{"text":"b","__proto__":{}}]},"feeds":[{"url":"http://a.example","a/b~c":1}]}',
      )
    expect(reply.body.fields.map((field: { path: string }) => field.path)).toEqual([
      'admin/role',
      'brand/queries/0/__proto__',
      'feeds/0/a~1b~0c',
    ])
    expect(({} as Record<string, unknown>)['role']).toBeUndefined()
  })

  test('are refused in the query string, too', async () => {
    const reply = await admin.get('/api/mentions?lane=queue&ownerid=1&__proto__=1')
    expect(reply.status).toBe(400)
    expect(reply.body.fields.map((field: { path: string }) => field.path).toSorted()).toEqual([
      '__proto__',
      'ownerid',
    ])
  })
})

describe('bodies that cannot be', () => {
  test.each(withBody.filter(([name]) => Object.keys(validBodies[name]!).length > 0))(
    '%s names each field that is missing or of the wrong kind',
    async (name, route) => {
      const client = clientFor(route.access)
      for (const nonsense of [[], 'text', 7, true, null, { deep: { deeper: [] } }]) {
        const reply = await client.send(route.method, addressOf(route), JSON.stringify(nonsense))
        expect(reply.status, `${name} ${JSON.stringify(nonsense)}`).toBe(400)
        expect(reply.body.code).toBe('invalid_request')
      }
      const fields = Object.keys(validBodies[name]!)
      const wrong = Object.fromEntries(fields.map((field) => [field, { not: 'this' }]))
      const reply = await client.send(route.method, addressOf(route), wrong)
      const named = reply.body.fields.map((field: { path: string }) => field.path.split('/')[0])
      for (const field of fields) expect(named).toContain(field)
    },
  )

  test('half a JSON text is told where it breaks off', async () => {
    const reply = await admin.send('POST', '/api/people', '{"name": "Ann')
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining('not valid JSON'),
    })
  })

  test('257 KB are too many', async () => {
    const reply = await admin.post('/api/people', { name: 'x'.repeat(257 * 1024) })
    expect(reply.status).toBe(413)
    expect(reply.body.code).toBe('body_too_large')
  })

  test('compressed and foreign encodings are refused', async () => {
    const zipped = await admin.send('POST', '/api/people', '{}', { 'content-encoding': 'gzip' })
    expect(zipped.body.code).toBe('body_not_json')
    const foreign = await admin.send('POST', '/api/people', '{}', {
      'content-type': 'application/json; charset=utf-7',
    })
    expect(foreign.body.code).toBe('body_not_json')
  })

  test.each([
    ['/api/mentions/%', 'invalid_request'],
    ['/api/mentions/12x', 'invalid_request'],
    ['/api/mentions/-1', 'invalid_request'],
    ['/api/mentions/1e400', 'invalid_request'],
    ['/api/mentions/99999999999999999999', 'invalid_request'],
    ['/api/mentions?limit=101', 'invalid_request'],
    ['/api/mentions?lane=queue&lane=mine', 'invalid_request'],
    ['/api/mentions?cursor=nonsense', 'invalid_cursor'],
    ['/api/mentions?from=yesterday', 'invalid_request'],
    ['/api/trends', 'invalid_request'],
    ['/api/nothing', 'unknown_route'],
    ['/api/../api/nothing', 'unknown_route'],
  ])('GET %s is a problem: %s', async (path, code) => {
    const reply = await admin.get(path)
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(reply.body.code).toBe(code)
    expect(reply.body.status).toBe(reply.status)
  })

  test('a bad idempotency key is named', async () => {
    const reply = await admin.post('/api/mentions/1/claim', {}, { 'idempotency-key': 'x y' })
    expect(reply.body).toMatchObject({ code: 'invalid_request', fields: [{ path: 'idempotency-key' }] })
  })

  test('text that PostgreSQL cannot hold is refused like any other', async () => {
    const reply = await admin.post('/api/people', { ...validBodies['addPerson'], name: 'Nul\u0000l' })
    expect(reply.status).toBe(400)
  })
})

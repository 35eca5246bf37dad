import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Express } from 'express'
import { personRoles } from '../../shared/contract/person.ts'
import { can, type Right } from '../../shared/contract/rights.ts'
import type { HttpClient, HttpReply } from '../support/http-client.ts'
import { addressOf, allRoutes, validBodies, validQueries } from '../support/routes.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

type Identity = 'nobody' | (typeof personRoles)[number]

let web: TestWeb
const clients = {} as Record<Identity, HttpClient>
beforeAll(async () => {
  web = await startTestWeb()
  clients.nobody = web.nobody()
  for (const role of personRoles) clients[role] = await web.signedIn(role)
})
afterAll(() => web.close())

/** What keeps somebody out; undefined: nothing does. */
function refusal(access: string, who: Identity): string | undefined {
  if (access === 'public') return undefined
  // The wizard is over in this database.
  if (access === 'first-run') return 'already_set_up'
  if (who === 'nobody') return 'not_signed_in'
  if (access === 'signed-in' || can({ id: 1, role: who }, access as Right)) return undefined
  return 'forbidden'
}

const keepsOut = new Set([
  'not_signed_in',
  'forbidden',
  'already_set_up',
  'cross_site_request',
  'unknown_route',
])
const kept = (reply: HttpReply) => (keepsOut.has(reply.body?.code) ? reply.body.code : undefined)

describe('every route for every identity', () => {
  const cases = (['nobody', ...personRoles] as const).flatMap((who) =>
    allRoutes.filter(([name]) => name !== 'signOut').map(([name, route]) => ({ who, name, route })),
  )
  test.each(cases)('$name for $who', async ({ who, name, route }) => {
    const path = addressOf(route) + (validQueries[name] ?? '')
    const reply = await clients[who].send(route.method, path, validBodies[name])
    expect(kept(reply)).toBe(refusal(route.access, who))
    expect(reply.status, reply.text).not.toBe(500)
  })

  test('refuses before it looks at what was sent', async () => {
    for (const [, route] of allRoutes.filter(([, { body, access }]) => body && access.includes(':'))) {
      const reply = await clients.nobody.send(route.method, addressOf(route, 'no-number'), { nonsense: true })
      expect(reply.body.code).toBe('not_signed_in')
    }
  })
})

describe('a role that changes', () => {
  test('counts from the next request on', async () => {
    const client = await web.signedIn('admin')
    expect((await client.get('/api/people')).status).toBe(200)
    await web.pool.query(`UPDATE person SET role = 'agent' WHERE id = $1`, [client.person.id])
    expect((await client.get('/api/people')).body.code).toBe('forbidden')
    await web.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [client.person.id])
    expect((await client.get('/api/session')).body.code).toBe('not_signed_in')
  })
})

/** No page and no person calls these: hubs do, who know a token and sign what they send. */
const forHubs = ['GET /api/websub/:token', 'POST /api/websub/:token']

describe('the table of routes', () => {
  test('is what the app answers, no more and no less', () => {
    const answered = registered(web.app.router)
    const listed = allRoutes.map(([, route]) => `${route.method} ${route.path}`)
    expect(answered.toSorted()).toEqual([...listed, ...forHubs].toSorted())
  })
})

function registered(router: Express['router']): string[] {
  return router.stack
    .filter((layer) => layer.route && String(layer.route.path).startsWith('/api'))
    .flatMap(({ route }) =>
      [...new Set(route!.stack.map((layer) => layer.method))].map(
        (method) => `${method.toUpperCase()} ${route!.path}`,
      ),
    )
}

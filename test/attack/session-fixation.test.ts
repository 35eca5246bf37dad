import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHttpClient } from '../support/http-client.ts'
import { startTestWeb, testPassword, type TestWeb } from '../support/web.ts'

let web: TestWeb
beforeAll(async () => {
  web = await startTestWeb()
})
afterAll(() => web.close())

describe('a session id that somebody else knows', () => {
  test('is dead after signing in with it', async () => {
    const victim = await web.signedIn('agent')
    const planted = victim.cookie
    const other = await web.person('admin')
    const client = createHttpClient(web.url)
    client.cookie = planted
    await client.post('/api/session', { email: other.email, password: testPassword })
    expect(client.cookie).not.toBe(planted)

    const attacker = createHttpClient(web.url)
    attacker.cookie = planted
    expect((await attacker.get('/api/session')).status).toBe(401)
    expect((await client.get('/api/session')).body.id).toBe(other.id)
  })

  test.each([
    ['made up and not signed', 'earshot=s%3Aabcdefghijklmnopqrstuvwxyz012345'],
    ['made up with a signature', 'earshot=s%3Aabcdefghijklmnopqrstuvwxyz012345.c2lnbmF0dXJl'],
    ['a key from the table', 'KEY'],
    ['something else entirely', 'earshot=j%3A%7B%22personId%22%3A1%7D'],
  ])('is nobody when it is %s', async (_, cookie) => {
    const real = await web.signedIn('admin')
    const { rows } = await web.pool.query('SELECT sid FROM session LIMIT 1')
    const client = createHttpClient(web.url)
    client.cookie = cookie === 'KEY' ? real.cookie.replace(/s%3A[^.]+/, `s%3A${rows[0].sid}`) : cookie
    const reply = await client.get('/api/session')
    expect(reply.status).toBe(401)
    expect(reply.body.code).toBe('not_signed_in')
  })
})

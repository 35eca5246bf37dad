import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestWeb, testPassword, type TestWeb } from '../support/web.ts'

let web: TestWeb
beforeAll(async () => {
  web = await startTestWeb()
})
afterAll(() => web.close())

const path = '/api/session/password'
const better = 'seven quiet otters swim'

describe('changing one’s own password', () => {
  test('needs the current one, and refuses what is guessed first', async () => {
    const client = await web.signedIn('agent')
    const wrong = await client.patch(path, { current: 'not it', password: better })
    expect(wrong.body).toMatchObject({ code: 'wrong_credentials', fields: [{ path: 'current' }] })
    const weak = await client.patch(path, { current: testPassword, password: 'password' })
    expect(weak.body).toMatchObject({ code: 'weak_password', fields: [{ path: 'password' }] })
    expect((await client.patch(path, { current: testPassword })).body.code).toBe('invalid_request')
    const again = await web
      .nobody()
      .post('/api/session', { email: client.person.email, password: testPassword })
    expect(again.status).toBe(200)
  })

  test('ends every other session, and goes on under a new one', async () => {
    const client = await web.signedIn('agent')
    const stolen = web.nobody()
    stolen.cookie = client.cookie
    const elsewhere = await web.signedIn(client.person)
    const other = await web.signedIn('agent')

    expect((await client.patch(path, { current: testPassword, password: better })).status).toBe(204)
    expect(client.cookie).not.toBe(stolen.cookie)
    expect((await client.get('/api/session')).body.id).toBe(client.person.id)
    for (const ended of [stolen, elsewhere])
      expect((await ended.get('/api/session')).body.code).toBe('not_signed_in')
    expect((await other.get('/api/session')).status).toBe(200)

    const { email } = client.person
    expect((await web.nobody().post('/api/session', { email, password: testPassword })).status).toBe(401)
    expect((await web.nobody().post('/api/session', { email, password: better })).status).toBe(200)
  })

  test('at an open screen the current one cannot be guessed without end; weak ones are no attempts', async () => {
    const client = await web.signedIn('agent')
    for (let times = 0; times < 15; times += 1)
      expect((await client.patch(path, { current: 'x', password: 'password' })).body.code).toBe(
        'weak_password',
      )
    const codes: string[] = []
    for (let times = 0; times < 12; times += 1)
      codes.push((await client.patch(path, { current: `guess ${times}`, password: better })).body.code)
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('wrong_credentials'))
    expect(codes.slice(10)).toEqual(Array(2).fill('too_many_attempts'))
    expect((await client.patch(path, { current: testPassword, password: better })).status).toBe(429)
  })

  test('of two changes at once one counts, and its password is the one that is right', async () => {
    const client = await web.signedIn('agent')
    const second = await web.signedIn(client.person)
    const passwords = ['seven quiet otters swim', 'nine loud herons stand']
    const replies = await Promise.all(
      [client, second].map((who, index) =>
        who.patch(path, { current: testPassword, password: passwords[index] }),
      ),
    )
    const won = replies.findIndex(({ status }) => status === 204)
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
    const { email } = client.person
    const signIn = (password: string) => web.nobody().post('/api/session', { email, password })
    expect((await signIn(passwords[won]!)).status).toBe(200)
    expect((await signIn(passwords[1 - won]!)).status).toBe(401)
  })
})

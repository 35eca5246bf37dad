import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHttpClient } from '../../../support/http-client.ts'
import { startTestWeb, testPassword, type TestWeb } from '../../../support/web.ts'

let web: TestWeb
beforeAll(async () => {
  web = await startTestWeb()
})
afterAll(() => web.close())

const stored = async () =>
  (await web.pool.query<{ sid: string; sess: any }>('SELECT sid, sess FROM session')).rows

describe('signing in', () => {
  test('answers with the person, and the cookie then says who it is', async () => {
    const person = await web.person('agent', 'Ben')
    const client = web.nobody()
    expect((await client.get('/api/session')).status).toBe(401)

    const reply = await client.post('/api/session', { email: 'BEN@example.org', password: testPassword })
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual(person)
    expect(reply.text).not.toMatch(/argon2|password/)
    expect((await client.get('/api/session')).body).toEqual(person)
  })

  test('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const person = await web.person('agent')
    const reply = await web.nobody().post('/api/session', { email: person.email, password: testPassword })
    expect(reply.headers['set-cookie']).toHaveLength(1)
    const [cookie] = reply.headers['set-cookie']!
    expect(cookie).toMatch(/^earshot=s%3A[\w%.+-]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
    const expires = Date.parse(/Expires=([^;]+)/.exec(cookie!)![1]!)
    expect((expires - Date.now()) / 86_400_000).toBeCloseTo(14, 1)
  })

  test('sets a Secure cookie bound to the host behind a proxy that speaks https', async () => {
    const behind = await startTestWeb({
      databaseUrl: web.databaseUrl,
      config: { origin: 'https://earshot.example', trustProxy: 1 },
    })
    try {
      const person = await web.person('agent')
      const reply = await behind
        .nobody()
        .post(
          '/api/session',
          { email: person.email, password: testPassword },
          { origin: 'https://earshot.example', 'x-forwarded-proto': 'https' },
        )
      expect(reply.headers['set-cookie']![0]).toMatch(
        /^__Host-earshot=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
      )
    } finally {
      await behind.close()
    }
  })

  test('sets a Secure cookie also when nobody said how many proxies there are', async () => {
    const behind = await startTestWeb({
      databaseUrl: web.databaseUrl,
      config: { origin: 'https://earshot.example' },
    })
    try {
      const person = await web.person('agent')
      const headers = { origin: 'https://earshot.example', 'x-forwarded-proto': 'https' }
      const client = behind.nobody()
      const reply = await client.post(
        '/api/session',
        { email: person.email, password: testPassword },
        headers,
      )
      expect(reply.headers['set-cookie']![0]).toMatch(/^earshot=.*HttpOnly; Secure; SameSite=Lax$/)
      expect((await client.get('/api/session', headers)).body.id).toBe(person.id)
    } finally {
      await behind.close()
    }
  })

  test('gives the same answer to a wrong password, an unknown address and a disabled person', async () => {
    const person = await web.person('agent')
    const gone = await web.person('agent')
    await web.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [gone.id])
    const replies = await Promise.all([
      web.nobody().post('/api/session', { email: person.email, password: 'not the password' }),
      web.nobody().post('/api/session', { email: 'nobody@example.org', password: 'not the password' }),
      web.nobody().post('/api/session', { email: gone.email, password: testPassword }),
    ])
    expect(replies.map((reply) => reply.status)).toEqual([401, 401, 401])
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    expect(replies[0]!.body.code).toBe('wrong_credentials')
    expect(replies[0]!.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['changes the password', "password_hash = 'another'"],
    ['disables the person', 'disabled_at = now()'],
  ])('does not outlive an admin who at the same moment %s', async (_, change) => {
    const person = await web.person('agent')
    const client = web.nobody()
    const admin = await web.pool.connect()
    await admin.query('BEGIN')
    await admin.query(`UPDATE person SET ${change} WHERE id = $1`, [person.id])
    await admin.query(`DELETE FROM session WHERE (sess ->> 'personId')::bigint = $1`, [person.id])
    const replying = client.post('/api/session', { email: person.email, password: testPassword })
    const sessions = async () => (await stored()).filter((row) => row.sess.personId === person.id)
    await expect.poll(sessions).toHaveLength(1)
    await admin.query('COMMIT')
    admin.release()

    const reply = await replying
    expect(reply.status).toBe(401)
    expect(reply.body.code).toBe('wrong_credentials')
    expect(reply.headers['set-cookie']).toBeUndefined()
    expect(await sessions()).toEqual([])
  })

  test('makes a hash with older parameters again', async () => {
    const person = await web.person('agent')
    const old = await createOldHash(testPassword)
    await web.pool.query('UPDATE person SET password_hash = $1 WHERE id = $2', [old, person.id])
    await Promise.all([web.signedIn(person), web.signedIn(person)])
    const { rows } = await web.pool.query('SELECT password_hash FROM person WHERE id = $1', [person.id])
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await web.signedIn(person)
  })
})

describe('sessions', () => {
  test('live in the database under a digest, so that a copy of it signs nobody in', async () => {
    const client = await web.signedIn('agent')
    const id = decodeURIComponent(client.cookie)
      .replace(/^earshot=s:/, '')
      .split('.')[0]!
    const rows = await stored()
    expect(rows.some((row) => row.sess.personId === client.person.id)).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(id)
    expect(rows.map((row) => row.sid)).toContain(web.sessions.keyOf(id))
  })

  test('are not made for visitors', async () => {
    const before = (await stored()).length
    await web.nobody().get('/api/session')
    await web.nobody().post('/api/session', { email: 'nobody@example.org', password: 'whatever it is' })
    expect((await stored()).length).toBe(before)
  })

  test('are known to every web process', async () => {
    const other = await startTestWeb({ databaseUrl: web.databaseUrl })
    try {
      const client = await web.signedIn('agent')
      const there = createHttpClient(other.url)
      there.cookie = client.cookie
      expect((await there.get('/api/session')).body.id).toBe(client.person.id)
    } finally {
      await other.close()
    }
  })

  test('are prolonged by use', async () => {
    const client = await web.signedIn('agent')
    await web.pool.query(
      `UPDATE session SET expire = now() + interval '1 day' WHERE (sess ->> 'personId')::bigint = $1`,
      [client.person.id],
    )
    const reply = await client.get('/api/session')
    expect(reply.headers['set-cookie']![0]).toMatch(/^earshot=/)
    const { rows } = await web.pool.query(
      `SELECT expire > now() + interval '13 days' AS prolonged FROM session WHERE (sess ->> 'personId')::bigint = $1`,
      [client.person.id],
    )
    expect(rows).toEqual([{ prolonged: true }])
  })

  test('end when they expire', async () => {
    const client = await web.signedIn('agent')
    await web.pool.query(
      `UPDATE session SET expire = now() - interval '2 seconds' WHERE (sess ->> 'personId')::bigint = $1`,
      [client.person.id],
    )
    expect((await client.get('/api/session')).body.code).toBe('not_signed_in')
  })

  test('end with signing out, for whoever else holds the cookie, too', async () => {
    const client = await web.signedIn('agent')
    const thief = createHttpClient(web.url)
    thief.cookie = client.cookie
    expect((await thief.get('/api/session')).status).toBe(200)

    const reply = await client.delete('/api/session')
    expect(reply.status).toBe(204)
    expect(reply.text).toBe('')
    expect(client.cookie).toBe('')
    expect((await thief.get('/api/session')).status).toBe(401)
  })
})

async function createOldHash(password: string): Promise<string> {
  const { argon2Sync, randomBytes } = await import('node:crypto')
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', {
    message: Buffer.from(password),
    nonce,
    parallelism: 1,
    tagLength: 32,
    memory: 8192,
    passes: 1,
  })
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=8192,t=1,p=1$${text(nonce)}$${text(tag)}`
}

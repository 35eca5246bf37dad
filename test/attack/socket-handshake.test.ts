import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { livePath } from '../../shared/contract/events.ts'
import type { HttpClient } from '../support/http-client.ts'
import { openLive, type LiveOptions } from '../support/live-client.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
let agent: HttpClient
beforeAll(async () => {
  web = await startTestWeb()
  agent = await web.signedIn('agent')
})
afterAll(() => web.close())

const transports = ['websocket', 'polling'] as const

async function refused(options: LiveOptions): Promise<boolean> {
  try {
    const live = await openLive(web.url, options)
    live.close()
    return false
  } catch {
    return true
  }
}

describe.each(transports)('a handshake over %s', (transport) => {
  const open = (options: LiveOptions) =>
    refused({ cookie: agent.cookie, transports: [transport], ...options })

  test('of a page of ours is accepted', async () => {
    expect(await open({})).toBe(false)
  })

  test.each([
    ['another site', 'https://evil.example'],
    ['another port of this machine', 'http://127.0.0.1:1'],
    ['a sandboxed page', 'null'],
    ['a name that begins like ours', 'SELF.evil.example'],
    ['nobody says', undefined],
  ])('from %s is refused', async (_, origin) => {
    expect(await open({ origin: origin?.replace('SELF', web.url) })).toBe(true)
  })

  test('to a name that was made to point here is refused', async () => {
    const headers = { host: 'rebound.evil.example' }
    expect(await open({ origin: 'http://rebound.evil.example', headers })).toBe(true)
  })

  test.each([
    ['without a cookie', () => undefined],
    ['with a made up session', () => 'earshot=s%3Aabcdefghijklmnopqrstuvwxyz012345.c2lnbmF0dXJl'],
    [
      'with a changed session',
      (cookie: string) => cookie.replace(/s%3A(.)/, (_all, first) => `s%3A${first === 'a' ? 'b' : 'a'}`),
    ],
    ['with a session whose signature was cut off', (cookie: string) => cookie.split('.')[0]],
  ])('%s is refused', async (_, change) => {
    expect(await open({ cookie: change(agent.cookie) })).toBe(true)
  })

  test('with the session of somebody who signed out is refused', async () => {
    const client = await web.signedIn('agent')
    const { cookie } = client
    expect(await open({ cookie })).toBe(false)
    await client.delete('/api/session')
    expect(await open({ cookie })).toBe(true)
  })

  test('with the session of somebody who was disabled is refused', async () => {
    const client = await web.signedIn('agent')
    await web.pool.query('UPDATE person SET disabled_at = now() WHERE id = $1', [client.person.id])
    expect(await open({ cookie: client.cookie })).toBe(true)
  })

  test('with an expired session is refused', async () => {
    const client = await web.signedIn('agent')
    await web.pool.query(
      `UPDATE session SET expire = now() - interval '2 seconds' WHERE (sess ->> 'personId')::bigint = $1`,
      [client.person.id],
    )
    expect(await open({ cookie: client.cookie })).toBe(true)
  })
})

describe('a refusal', () => {
  test('says nothing but why, and allows no other site to read it', async () => {
    const reply = await agent.get('/api/live/?EIO=4&transport=polling', { origin: 'https://evil.example' })
    expect(reply.status).toBe(403)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
    expect(reply.headers['set-cookie']).toBeUndefined()
    expect(reply.text).toContain('EARSHOT_ORIGIN')
  })

  test('sends no script that speaks the protocol', async () => {
    const reply = await agent.get('/api/live/socket.io.js')
    expect(reply.status).not.toBe(200)
  })
})

test('a connection over polling is not gone on with by another site that knows its id', async () => {
  const poll = async (origin: string, sid = '') => {
    const headers = { origin, cookie: agent.cookie }
    const reply = await fetch(`${web.url}${livePath}/?EIO=4&transport=polling${sid}`, { headers })
    return { status: reply.status, text: await reply.text() }
  }
  const opened = await poll(web.url)
  const sid = `&sid=${(JSON.parse(opened.text.slice(1)) as { sid: string }).sid}`
  expect((await poll('https://evil.example', sid)).status).toBe(400)
  expect((await poll(web.url, sid)).status).toBe(200)
})

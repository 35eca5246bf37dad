import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../support/eventually.ts'
import type { HttpClient } from '../support/http-client.ts'
import type { LiveClient } from '../support/live-client.ts'
import { liveAs, seedMentions } from '../support/live-web.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

const limitMs = 5_000

describe.each([
  { pokes: 'sent', lost: false },
  { pokes: 'lost', lost: true },
])('while pokes are $pokes', ({ lost }) => {
  let web: TestWeb
  let admin: HttpClient
  let mentionId: number
  beforeAll(async () => {
    web = await startTestWeb(lost ? { poke: () => () => undefined } : {})
    admin = await web.signedIn('admin')
    mentionId = (await seedMentions(web, 1)).ids[0]!
  })
  afterAll(() => web.close())

  /** Something happens all the time, so that silence means something. */
  async function keepMoving(until: () => boolean): Promise<void> {
    while (!until()) {
      expect((await admin.post(`/api/mentions/${mentionId}/note`, { text: 'Still here.' })).status).toBe(200)
      await sleep(50)
    }
  }

  async function isCutWithin(live: LiveClient, act: () => Promise<unknown>, reason: string): Promise<void> {
    let over = false
    const moving = keepMoving(() => over)
    await live.hear('change')
    await act()
    const at = Date.now()
    expect(await live.hear('farewell', undefined, limitMs)).toEqual({ reason })
    await eventually(() => live.ended(), 1_000)
    expect(Date.now() - at).toBeLessThan(limitMs)
    const heard = live.heard.length
    expect(live.heard.at(-1)!.name).toBe('farewell')
    await sleep(1_500)
    over = true
    await moving
    expect(live.heard.length).toBe(heard)
    expect(live.ended()).toBe('io server disconnect')
  }

  test('a person who is disabled hears nothing more', async () => {
    const live = await liveAs(web, 'agent')
    await isCutWithin(
      live,
      () => admin.patch(`/api/people/${live.person.id}`, { disabled: true }),
      'rights_changed',
    )
  })

  test('a person with a new role comes back with other rights', async () => {
    const live = await liveAs(web, 'agent')
    await isCutWithin(
      live,
      () => admin.patch(`/api/people/${live.person.id}`, { role: 'manager' }),
      'rights_changed',
    )
    const again = await liveAs(web, { ...live.person, role: 'manager' })
    await again.hear('hello')
  })

  test('a person with a new password is signed out everywhere', async () => {
    const live = await liveAs(web, 'agent')
    await isCutWithin(
      live,
      () => admin.patch(`/api/people/${live.person.id}`, { password: 'another horse battery' }),
      'signed_out',
    )
  })

  test('signing out ends the sockets of that session, and only those', async () => {
    const client = await web.signedIn('agent')
    const live = await liveAs(web, client.person, {})
    const elsewhere = await liveAs(web, client.person)
    const own = await web.signedIn(client.person)
    own.cookie = live.cookie
    await isCutWithin(live, () => own.delete('/api/session'), 'signed_out')
    expect(elsewhere.ended()).toBeUndefined()
  })

  test('a session that expires is over', async () => {
    const live = await liveAs(web, 'agent')
    await isCutWithin(
      live,
      () =>
        web.pool.query(`UPDATE session SET expire = now() WHERE (sess ->> 'personId')::bigint = $1`, [
          live.person.id,
        ]),
      'signed_out',
    )
  })

  test('what a disabled person says is not acted on', async () => {
    const live = await liveAs(web, 'agent')
    await web.pool.query('DELETE FROM session WHERE (sess ->> $2)::bigint = $1', [live.person.id, 'personId'])
    await live.hear('farewell')
    live.socket.emit('view', { mentionId, replying: false })
    await sleep(500)
    const { rows } = await web.pool.query('SELECT 1 FROM viewing WHERE person_id = $1', [live.person.id])
    expect(rows).toEqual([])
  })
})

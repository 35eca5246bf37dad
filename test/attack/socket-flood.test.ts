import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually } from '../support/eventually.ts'
import type { LiveClient } from '../support/live-client.ts'
import { liveAs, seedMentions } from '../support/live-web.ts'
import { startTestWeb, type TestWeb } from '../support/web.ts'

let web: TestWeb
let mentionId: number
beforeAll(async () => {
  web = await startTestWeb()
  mentionId = (await seedMentions(web, 1)).ids[0]!
})
afterAll(() => web.close())

const ends = (live: LiveClient) => eventually(() => live.ended(), 5_000, 'the end of the connection')
/** Anything, as a program could send it. */
const say = (live: LiveClient, name: string, ...args: unknown[]) =>
  (live.socket as unknown as { emit(name: string, ...args: unknown[]): void }).emit(name, ...args)

describe.each(['websocket', 'polling'] as const)('over %s, a socket', (transport) => {
  let live: LiveClient
  beforeEach(async () => {
    live = await liveAs(web, 'agent', { transports: [transport] })
  })

  test('that behaves stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      live.socket.emit('view', { mentionId, replying: round % 2 === 0 })
      await sleep(50)
    }
    await sleep(300)
    expect(live.ended()).toBeUndefined()
  })

  test('that sends 10 MB is cut off', async () => {
    say(live, 'view', { mentionId, replying: false, more: 'x'.repeat(10_000_000) })
    await ends(live)
  })

  test('that sends 10 MB of bytes is cut off', async () => {
    say(live, 'view', Buffer.alloc(10_000_000))
    await ends(live)
  })

  test('that sends without end is cut off', async () => {
    for (let round = 0; round < 200; round += 1) live.socket.emit('view', { mentionId, replying: false })
    await ends(live)
  })

  test.each([
    ['an unknown event', 'claim', { mentionId: 1 }],
    ['an event that only the server sends', 'farewell', { reason: 'signed_out' }],
    ['a field too many', 'view', { mentionId: 1, replying: false, role: 'admin' }],
    ['a field of the wrong kind', 'view', { mentionId: '1', replying: false }],
    ['nothing', 'view', undefined],
    ['a name that every object has', 'constructor', {}],
  ])('that sends %s is cut off', async (_, name, payload) => {
    say(live, name, payload)
    await ends(live)
  })
})

test('all of that leaves the server as it was', async () => {
  expect((await web.nobody().get('/api/ready')).body).toMatchObject({ ready: true })
  const { rows } = await web.pool.query('SELECT count(*)::int AS viewing FROM viewing')
  expect(rows[0].viewing).toBe(0)
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HttpReply } from '../support/http-client.ts'
import { startTestWeb, testPassword, type TestWeb } from '../support/web.ts'

let web: TestWeb
beforeEach(async () => {
  web = await startTestWeb({ config: { trustProxy: 1 } })
})
afterEach(() => web.close())

/** One attempt from an address: the proxy that these tests play says which. */
const attempt = (email: string, password: string, from = '203.0.113.1', node = web) =>
  node.nobody().post('/api/session', { email, password }, { 'x-forwarded-for': from })

async function fail(times: number, email: string, from?: (index: number) => string): Promise<HttpReply[]> {
  const replies: HttpReply[] = []
  for (let index = 0; index < times; index += 1)
    replies.push(await attempt(email, `wrong password ${index}`, from?.(index)))
  return replies
}

const statuses = (replies: HttpReply[]) => replies.map((reply) => reply.status)
/** As if so many seconds had passed for everything that is counted. */
const pass = (seconds: number) => web.pool.query('UPDATE attempt SET expire = expire - $1', [seconds * 1000])

describe('guessing the password of one account', () => {
  test('has ten tries; the eleventh must wait, even with the right password and from elsewhere', async () => {
    const { email } = await web.person('agent')
    expect(statuses(await fail(10, email, (index) => `203.0.113.${index}`))).toEqual(Array(10).fill(401))

    const eleventh = await attempt(email, testPassword, '198.51.100.7')
    expect(eleventh.status).toBe(429)
    expect(eleventh.body).toMatchObject({ code: 'too_many_attempts', facts: { retryAfterSeconds: 15 } })
    expect(eleventh.headers['retry-after']).toBe('15')
    expect(eleventh.headers['set-cookie']).toBeUndefined()
  })

  test('an unknown address is limited in the same way', async () => {
    expect(statuses(await fail(11, 'nobody@example.org')).slice(-2)).toEqual([401, 429])
  })

  test('waits twice as long after each further failure, at most fifteen minutes, and never for good', async () => {
    const { email } = await web.person('agent')
    await fail(10, email)
    const waits: number[] = []
    for (let round = 0; round < 9; round += 1) {
      const refused = await attempt(email, testPassword)
      waits.push(refused.body.facts.retryAfterSeconds)
      // What is tried during a wait does not prolong it.
      await attempt(email, 'wrong password')
      await pass(waits.at(-1)!)
      expect((await attempt(email, 'wrong password')).status).toBe(401)
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900])

    await pass(900)
    expect((await attempt(email, testPassword)).status).toBe(200)
  }, 60_000)

  test('starts anew after a success', async () => {
    const { email } = await web.person('agent')
    await fail(9, email)
    expect((await attempt(email, testPassword)).status).toBe(200)
    expect(statuses(await fail(10, email))).toEqual(Array(10).fill(401))
  })

  test('does not get more tries by trying at once, or on another web process', async () => {
    const other = await startTestWeb({ databaseUrl: web.databaseUrl, config: { trustProxy: 1 } })
    try {
      const { email } = await web.person('agent')
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          attempt(email, `wrong password ${index}`, `203.0.113.${index}`, index % 2 ? web : other),
        ),
      )
      expect(statuses(replies).filter((status) => status === 401).length).toBeLessThanOrEqual(10)
      expect(statuses(replies).filter((status) => status === 429).length).toBeGreaterThanOrEqual(30)
    } finally {
      await other.close()
    }
  })

  test('keeps nothing of what was typed', async () => {
    await attempt('my-password-by-mistake@example.org', 'wrong password')
    const { rows } = await web.pool.query('SELECT * FROM attempt')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('mistake')
  })
})

describe('guessing from one address', () => {
  test('has fifty tries over all accounts, and a network of IPv6 addresses is one', async () => {
    const from = (index: number) => `2001:db8:1:2::${(index + 1).toString(16)}`
    const replies: HttpReply[] = []
    for (let index = 0; index < 51; index += 1)
      replies.push(await attempt(`person${index}@example.org`, 'wrong password', from(index)))
    expect(statuses(replies)).toEqual([...Array(50).fill(401), 429])
    expect((await attempt('other@example.org', 'wrong password', '2001:db8:1:3::1')).status).toBe(401)
  }, 60_000)

  test('counts by the address that the proxy saw, whatever else is claimed', async () => {
    const { email } = await web.person('agent')
    const spoofed = (index: number) => `198.51.100.${index}, 203.0.113.9`
    for (let index = 0; index < 50; index += 1)
      await attempt(`person${index}@example.org`, 'wrong password', spoofed(index))
    expect((await attempt(email, testPassword, spoofed(99))).status).toBe(429)
  }, 60_000)

  test('counts no attempt that is refused because its account must wait', async () => {
    const { email } = await web.person('agent')
    const colleague = await web.person('agent')
    const office = '203.0.113.9'
    await fail(9, email, () => '198.51.100.1')
    // All at once: for most of them the account's wait begins only while they are counted.
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => attempt(email, 'wrong password', office)),
    )
    replies.push(...(await fail(40, email, () => office)))
    const made = statuses(replies).filter((status) => status !== 429)
    const { rows } = await web.pool.query('SELECT points FROM attempt WHERE key = $1', [
      `failures:address:${office}`,
    ])
    expect(rows).toEqual([{ points: made.length }])
    expect((await attempt(colleague.email, testPassword, office)).status).toBe(200)
  }, 60_000)

  test('believes no proxy unless one is configured', async () => {
    const direct = await startTestWeb({ databaseUrl: web.databaseUrl })
    try {
      for (let index = 0; index < 50; index += 1)
        await attempt(`person${index}@example.org`, 'wrong password', `198.51.100.${index}`, direct)
      expect((await attempt('last@example.org', 'wrong password', '198.51.100.200', direct)).status).toBe(429)
    } finally {
      await direct.close()
    }
  }, 60_000)
})

describe('timing', () => {
  test('an unknown address takes as long as a wrong password', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => web.person('agent')))
    const measure = async (email: string, index: number) => {
      const start = performance.now()
      await attempt(email, 'wrong password', `192.0.2.${index}`)
      return performance.now() - start
    }
    await measure('warm@example.org', 99)
    const known: number[] = []
    const unknown: number[] = []
    for (const [index, { email }] of people.entries()) {
      known.push(await measure(email, index))
      unknown.push(await measure(`nobody${index}@example.org`, index))
    }
    // The shortest of each: what else the machine does only ever makes them longer.
    const ratio = Math.min(...unknown) / Math.min(...known)
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.7)
  })
})

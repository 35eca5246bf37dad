import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type pg from 'pg'
import { Problem } from '../../shared/runtime/problem.ts'

/** Failures that cost nothing: people mistype. An address may be a whole office. */
const free = { account: 10, address: 50 }
const firstWaitSeconds = 15
const longestWaitSeconds = 15 * 60
/** Failures are forgotten this long after the first of them. */
const memorySeconds = 24 * 60 * 60

/** Counts sign-in attempts by account and by network address, in PostgreSQL, so that all web processes count together. */
export type SignInLimits = {
  /**
   * Counts an attempt before it is made.
   * @throws Problem too_many_attempts, with `retryAfterSeconds`; such an attempt is not counted.
   */
  admit(email: string, ip: string): Promise<void>
  /** The attempt was right: forgets the account's failures, and does not hold this one against the address. */
  succeeded(email: string, ip: string): Promise<void>
}

/**
 * Past its free failures a key has one attempt at a time, after a wait that doubles with each failure up to fifteen
 * minutes. Nobody is locked out for good, and attempts made during a wait do not prolong it.
 */
export function createSignInLimits(pool: pg.Pool): SignInLimits {
  const shared = { storeClient: pool, tableName: 'attempt', tableCreated: true }
  const failures = new RateLimiterPostgres({
    ...shared,
    keyPrefix: 'failures',
    points: free.account,
    duration: memorySeconds,
  })
  const gate = new RateLimiterPostgres({
    ...shared,
    keyPrefix: 'gate',
    points: 1,
    duration: firstWaitSeconds,
  })

  const refuseWaiting = async (key: string) => {
    const closed = await gate.get(key)
    if (closed) throw tooMany(closed.msBeforeNext)
  }
  const count = async (key: string, allowed: number) => {
    const { consumedPoints } = await failures.penalty(key)
    if (consumedPoints < allowed) return
    const customDuration = Math.min(firstWaitSeconds * 2 ** (consumedPoints - allowed), longestWaitSeconds)
    try {
      await gate.consume(key, 1, { customDuration })
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      await failures.reward(key)
      throw tooMany(refusal.msBeforeNext)
    }
  }

  return {
    async admit(email, ip) {
      const address = addressKey(ip)
      const account = accountKey(email)
      // Both before anything is counted: who tries while an account waits must not use up an office's address.
      await refuseWaiting(address)
      await refuseWaiting(account)
      await count(address, free.address)
      try {
        await count(account, free.account)
      } catch (refusal) {
        // Another attempt at the same moment was first.
        if (refusal instanceof Problem) await failures.reward(address)
        throw refusal
      }
    },
    async succeeded(email, ip) {
      const account = accountKey(email)
      await Promise.all([failures.delete(account), gate.delete(account), failures.reward(addressKey(ip))])
    },
  }
}

function tooMany(ms: number): Problem {
  const retryAfterSeconds = Math.max(1, Math.ceil(ms / 1000))
  const minutes = Math.ceil(retryAfterSeconds / 60)
  const wait =
    retryAfterSeconds < 60
      ? `${retryAfterSeconds} seconds`
      : minutes === 1
        ? 'a minute'
        : `${minutes} minutes`
  return new Problem('too_many_attempts', `That was tried too often. Wait ${wait}, then try again.`, {
    facts: { retryAfterSeconds },
  })
}

/** What people type into the address field may be a password: only a digest is kept. */
const accountKey = (email: string) =>
  `account:${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`

/** An IPv6 customer has at least a /64, so that is what counts as one address. */
export function addressKey(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return `address:${plain}`
  const [head = '', tail = ''] = plain.split('%')[0]!.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail.split(':').filter(Boolean)
  const groups = plain.includes('::')
    ? [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
    : front
  return `address:${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}`
}

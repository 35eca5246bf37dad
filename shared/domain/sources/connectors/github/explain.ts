import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import type { HttpReply } from '../../http-reply.ts'
import { cleanLine } from '../../parsing/clean-text.ts'

/** How long to leave GitHub alone after a secondary limit that names no time, as its documentation asks. */
const secondaryWait = 60

const refusal = z.object({ message: z.string().catch('') })

/** What a refusal of GitHub's means; null when it is like everybody's. */
export function explainGithub(reply: HttpReply): Problem | null {
  const { status, headers } = reply
  if (status < 400 || status >= 500) return null
  const message = cleanLine(messageOf(reply), 200)
  const facts = { httpStatus: status }
  if (status === 401) {
    return new Problem(
      'feed_needs_credential',
      'GitHub does not accept the stored token. Make a new one there, or remove it.',
      { facts },
    )
  }
  if ((status === 403 || status === 429) && /rate limit|abuse/i.test(message)) {
    const says = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
    if (says) return null
    return new Problem(
      'feed_rate_limited',
      `GitHub asks to be left alone for now (${status}); try again in ${secondaryWait} seconds.`,
      { facts: { ...facts, retryAfterSeconds: secondaryWait } },
    )
  }
  if (status === 422) {
    return new Problem(
      'feed_forbidden',
      `GitHub does not understand this search: ${message || 'it gives no reason'}.`,
      {
        facts,
      },
    )
  }
  return null
}

function messageOf(reply: HttpReply): string {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(reply.body.subarray(0, 10_000)))
    return refusal.catch({ message: '' }).parse(body).message
  } catch {
    return ''
  }
}

import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import type { HttpReply } from '../../http-reply.ts'

const refusal = z.object({
  error_type: z.string().nullish(),
  extras: z.object({ wait_seconds: z.number().nullish() }).nullish().catch(null),
})

/** What a forum's refusal means; null when it is like everybody's. */
export function explainDiscourse(reply: HttpReply, hasKey: boolean): Problem | null {
  const { status } = reply
  const host = new URL(reply.finalUrl).host
  const facts = { httpStatus: status }
  const { error_type: kind, extras } = read(reply)
  const isLogin = /\/(?:login|session\/sso)\/?$/.test(new URL(reply.finalUrl).pathname)
  if (isLogin || ((status === 403 || status === 401) && kind === 'not_logged_in')) {
    return new Problem(
      'feed_needs_credential',
      hasKey
        ? `${host} does not accept the stored API key. Make a new one there that may read.`
        : `${host} shows its posts only to members. Ask its admins for an API key that may read.`,
      { facts },
    )
  }
  if (status === 403 && hasKey && kind === 'invalid_access') {
    return new Problem('feed_needs_credential', `The stored API key may not read this on ${host}.`, { facts })
  }
  if (
    status === 429 &&
    reply.headers['retry-after'] === undefined &&
    typeof extras?.wait_seconds === 'number'
  ) {
    const wait = Math.min(Math.max(Math.ceil(extras.wait_seconds), 1), 24 * 3600)
    return new Problem(
      'feed_rate_limited',
      `${host} asks to be left alone for now (429); try again in ${wait} seconds.`,
      { facts: { ...facts, retryAfterSeconds: wait } },
    )
  }
  if (status === 404) {
    return new Problem(
      'feed_not_found',
      `${host} does not answer like a Discourse forum. Check the address for a typing error.`,
      { facts },
    )
  }
  return null
}

function read(reply: HttpReply): z.infer<typeof refusal> {
  if (reply.status < 400) return {}
  try {
    return refusal.catch({}).parse(JSON.parse(new TextDecoder().decode(reply.body.subarray(0, 10_000))))
  } catch {
    return {}
  }
}

import { Problem } from '../../runtime/problem.ts'
import type { HttpReply } from './http-reply.ts'

const twoDays = 2 * 24 * 3600

/** Seconds to wait by a Retry-After header (seconds or an HTTP date), at most two days; null when it says nothing. */
export function retryAfterSeconds(header: string | undefined, now = Date.now()): number | null {
  const value = header?.trim() ?? ''
  if (value === '') return null
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000)
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), twoDays)
}

/** Whether the reply is a page that tests for humans instead of what was asked for. */
function isChallenge(reply: HttpReply): boolean {
  if (reply.headers['cf-mitigated'] === 'challenge') return true
  if (![200, 403, 503].includes(reply.status)) return false
  const beginning = new TextDecoder().decode(reply.body.subarray(0, 4096))
  return (
    /<html/i.test(beginning) && /<title>\s*(Just a moment|Attention Required! \| Cloudflare)/i.test(beginning)
  )
}

/** Why a reply is no document, as a Problem with `httpStatus` (and `retryAfterSeconds`) in its facts; null for 2xx and 304. */
export function statusProblem(reply: HttpReply): Problem | null {
  const { status } = reply
  const host = new URL(reply.finalUrl).host
  const wait = retryAfterSeconds(reply.headers['retry-after'])
  const facts = { httpStatus: status, ...(wait !== null && { retryAfterSeconds: wait }) }
  if (isChallenge(reply)) {
    return new Problem(
      'feed_forbidden',
      `${host} answers with a Cloudflare check for humans instead of the feed. Ask the site's owner to let feed readers in.`,
      { facts },
    )
  }
  if ((status >= 200 && status < 300) || status === 304) return null
  if (status === 429 || (status === 503 && wait !== null)) {
    const until = wait === null ? 'later' : `in ${wait} seconds`
    return new Problem(
      'feed_rate_limited',
      `${host} asks to be left alone for now (${status}); try again ${until}.`,
      {
        facts,
      },
    )
  }
  switch (status) {
    case 404:
      return new Problem(
        'feed_not_found',
        `${host} has nothing at this address (404). Check it for a typing error.`,
        {
          facts,
        },
      )
    case 410:
      return new Problem(
        'feed_not_found',
        `${host} says that this feed is gone for good (410). Remove it here.`,
        {
          facts,
        },
      )
    case 401:
    case 402:
    case 403:
    case 407:
    case 451:
      return new Problem(
        'feed_forbidden',
        `${host} does not let Earshot read this (${status}). It may need a sign-in, or refuse feed readers.`,
        { facts },
      )
  }
  if (status >= 500) {
    return new Problem(
      'feed_server_error',
      `${host} has a fault of its own (${status}). Earshot will try again.`,
      {
        facts,
      },
    )
  }
  if (status >= 300 && status < 400) {
    return new Problem('feed_redirects', `${host} points elsewhere (${status}) without saying where.`, {
      facts,
    })
  }
  return new Problem('feed_forbidden', `${host} refuses the request (${status}). Check the address.`, {
    facts,
  })
}

const certificateCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH_)/
const timeoutCodes = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])

const sentences: Record<string, (host: string) => string> = {
  ENOTFOUND: (host) =>
    `There is no site called ${host} that can be found from here: a typing error, or this machine has no way to the internet.`,
  EAI_AGAIN: (host) => `The name ${host} cannot be looked up right now. Earshot will try again.`,
  ECONNREFUSED: (host) => `Nothing answers at ${host}. The site may be down.`,
  EHOSTUNREACH: (host) => `${host} cannot be reached from here.`,
  ENETUNREACH: (host) => `${host} cannot be reached from here: the network is not available.`,
  ECONNRESET: (host) => `${host} broke off the connection.`,
  UND_ERR_SOCKET: (host) => `${host} broke off the connection.`,
}

/** The error's own code, or that of what caused it. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as NodeJS.ErrnoException
    if (typeof code === 'string' && code !== 'UND_ERR_ABORTED') return code
    if (at instanceof AggregateError) return codeOf(at.errors[0])
  }
  return ''
}

/** A failed request as a Problem. */
export function connectionProblem(error: unknown, url: URL): Problem {
  const code = codeOf(error)
  if (certificateCodes.test(code)) {
    const reason = code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'cannot be trusted'
    return new Problem(
      'feed_certificate',
      `The certificate of ${url.host} ${reason}, so Earshot did not listen.`,
      {
        facts: { reason: code },
        cause: error,
      },
    )
  }
  if (timeoutCodes.has(code)) {
    return new Problem('feed_timeout', `${url.host} did not answer in time.`, { cause: error })
  }
  const say = sentences[code] ?? ((host: string) => `${host} does not speak the web's language properly.`)
  return new Problem('feed_unreachable', say(url.host), { facts: { reason: code }, cause: error })
}

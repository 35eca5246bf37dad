import type { Dispatcher } from 'undici'
import { Problem } from '../../runtime/problem.ts'
import { AddressRefused, checkUrl } from './address.ts'
import { addressRules, createGuardedAgent, type Reach } from './guarded-agent.ts'
import { readCapped, unpack } from './http-body.ts'
import { connectionProblem } from './http-failure.ts'
import type { HttpReply } from './http-reply.ts'

/**
 * The only way out to addresses that people or documents name. A reply of any status is a reply (see
 * `statusProblem`); every failure to get one is a Problem (`feed_*`), except that a caller's own abort is thrown as is.
 */
export type SafeHttp = {
  get(
    url: string,
    options?: {
      headers?: Record<string, string>
      signal?: AbortSignal
      /** False: a redirect is the answer. Default true. */
      follow?: boolean
      /** Called before a redirect is followed; what it throws ends the request. */
      onRedirect?: (from: URL, to: URL) => Promise<void> | undefined
    },
  ): Promise<HttpReply>
  /** Sends a body; a redirect is then the answer, because what is sent may be a secret. */
  post(
    url: string,
    options: { body: string; headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<HttpReply>
  close(): Promise<void>
}

export type SafeHttpOptions = Reach & {
  userAgent: string
  /** Cap on a body, packed and unpacked. Default 15 MB. */
  maxBytes?: number
  /** Deadline for the whole request, redirects and body included. Default 20 s. */
  totalMs?: number
}

const maxRedirects = 5
const redirecting = new Set([301, 302, 303, 307, 308])
/** What may follow a redirect to another site; anything else might be a secret. */
const harmlessHeaders = new Set([
  'accept',
  'accept-language',
  'if-none-match',
  'if-modified-since',
  'user-agent',
])

type Sent = NonNullable<Parameters<SafeHttp['get']>[1]> & { body?: string }

/** A client for HTTP that no address, redirect, size, slowness or compression can turn against this machine. */
export function createSafeHttp(options: SafeHttpOptions): SafeHttp {
  const { userAgent, maxBytes = 15_000_000, totalMs = 20_000 } = options
  const rules = addressRules(options)
  const agent = createGuardedAgent(options, { totalMs })

  async function send(
    address: string,
    { headers = {}, signal, body, follow = body === undefined, onRedirect }: Sent,
  ): Promise<HttpReply> {
    const deadline = AbortSignal.timeout(totalMs)
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
    const first = checkUrl(address, rules)
    const redirects: HttpReply['redirects'] = []
    let url = first
    let from = first
    for (;;) {
      if (redirects.length > 0) await onRedirect?.(from, url)
      try {
        const response = await agent.request({
          origin: url.origin,
          path: url.pathname + url.search,
          method: body === undefined ? 'GET' : 'POST',
          headers: outgoing(url.origin === first.origin),
          body: body ?? null,
          signal: stop,
        })
        const next = follow ? redirectTarget(response, url) : null
        if (next === null) return await readReply(response, url, redirects)
        response.body.on('error', () => undefined).destroy()
        const target = checkUrl(next, rules)
        redirects.push({ status: response.statusCode, from: url.href, to: target.href })
        refuseCircles(redirects)
        from = url
        url = target
      } catch (error) {
        if (error instanceof Problem) throw error
        if (signal?.aborted) throw signal.reason
        if (deadline.aborted) throw tooSlow(url)
        throw refusalIn(error) ?? connectionProblem(error, url)
      }
    }

    function outgoing(sameOrigin: boolean): Record<string, string> {
      const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
      return {
        accept: '*/*',
        ...Object.fromEntries(given.filter(([name]) => sameOrigin || harmlessHeaders.has(name))),
        'accept-encoding': 'gzip, deflate, br',
        'user-agent': userAgent,
      }
    }
  }

  async function readReply(
    response: Dispatcher.ResponseData,
    url: URL,
    redirects: HttpReply['redirects'],
  ): Promise<HttpReply> {
    const headers = flatten(response.headers)
    const packed = await readCapped(response.body, maxBytes)
    const body = await unpack(packed, headers['content-encoding'] ?? '', maxBytes)
    return { status: response.statusCode, headers, finalUrl: url.href, body, redirects }
  }

  function tooSlow(url: URL): Problem {
    return new Problem(
      'feed_timeout',
      `${url.host} took longer than ${Math.round(totalMs / 1000)} seconds to answer.`,
    )
  }

  return {
    get: (url, more = {}) => send(url, more),
    post: (url, more) => send(url, more),
    close: () => agent.destroy(),
  }
}

/** Where a reply points to, or null when it is the answer. */
function redirectTarget(response: Dispatcher.ResponseData, url: URL): string | null {
  if (!redirecting.has(response.statusCode)) return null
  const location = [response.headers.location ?? []].flat()[0]
  if (location === undefined) return null
  // Servers send UTF-8 there, though headers are read as Latin-1.
  const text = Buffer.from(location, 'latin1').toString()
  return URL.canParse(text, url) ? new URL(text, url).href : text
}

function refuseCircles(redirects: HttpReply['redirects']): void {
  const last = redirects.at(-1)
  const circle = redirects.some(({ from }) => from === last?.to)
  if (!circle && redirects.length <= maxRedirects) return
  const host = new URL(last?.from ?? 'http://unknown').host
  const what = circle ? 'sends Earshot round in a circle' : `sends Earshot on more than ${maxRedirects} times`
  throw new Problem(
    'feed_redirects',
    `${host} ${what}. Open the address in a browser, and use where you end up.`,
  )
}

/** The reason when an address was refused while connecting. */
export function refusalIn(error: unknown): Problem | null {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AddressRefused) return at.problem
  return null
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  )
}

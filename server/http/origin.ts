import type { IncomingMessage } from 'node:http'
import type { Config } from '../../shared/runtime/config.ts'

type Where = Pick<Config, 'origin' | 'host' | 'trustProxy'>

const loopback = new Set(['127.0.0.1', '::1', '[::1]', 'localhost'])

/**
 * The origin of pages that this server itself serves, as the browser that sent this request names it: the configured
 * one, or else the address in the request. A proxy's word on https is believed only when one is configured.
 */
export function ownOrigin(where: Where, request: IncomingMessage): string {
  if (where.origin) return where.origin
  const told =
    where.trustProxy > 0
      ? String(request.headers['x-forwarded-proto'] ?? '')
          .split(',')[0]!
          .trim()
      : ''
  return `${told === 'https' ? 'https' : 'http'}://${request.headers.host ?? ''}`
}

/**
 * Whether the request came to a name this server goes by. Without a configured origin a server that listens on this
 * machine only answers to this machine's own names: a page elsewhere whose name was made to point here does not count.
 */
export function isOwnHost(where: Where, request: IncomingMessage): boolean {
  if (where.origin || where.trustProxy > 0 || !loopback.has(where.host)) return true
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
  return loopback.has(host) || host.endsWith('.localhost')
}

/**
 * Whether a page of ours made this request. The browser says so itself in Sec-Fetch-Site, which no script can set;
 * over plain http to another machine it does not, and then Origin must be ours exactly. Neither header: not ours.
 * `none` is the browser's own doing, such as an address that was typed.
 */
export function isOwnPage(where: Where, request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return request.headers.origin !== undefined && request.headers.origin === ownOrigin(where, request)
}

/** The same for a socket's handshake, whose Origin must be ours whenever there is one. */
export function isOwnSocket(where: Where, request: IncomingMessage): boolean {
  if (request.headers.origin !== undefined) return request.headers.origin === ownOrigin(where, request)
  return request.headers['sec-fetch-site'] === 'same-origin'
}

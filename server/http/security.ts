import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../../shared/runtime/config.ts'
import { Problem } from '../../shared/runtime/problem.ts'
import { isOwnHost, isOwnPage } from './origin.ts'

/**
 * What pages may load and do: only what this server serves. `nonce` lets the style elements in that the client's UI
 * library inserts; without it there is no way to run or style anything inline.
 */
export function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** Headers that every reply carries. Https is only demanded where it is known to be there. */
export function securityHeaders(config: Config): RequestHandler[] {
  const permissions = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'browsing-topics']
  return [
    helmet({
      contentSecurityPolicy: false,
      strictTransportSecurity: config.origin?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.set('Content-Security-Policy', contentSecurityPolicy())
      response.set('Permissions-Policy', permissions.map((name) => `${name}=()`).join(', '))
      next()
    },
  ]
}

/** Refuses requests for a name that this server does not go by: see `isOwnHost`. */
export function refuseOtherHosts(config: Config): RequestHandler {
  return (request, _response, next) => {
    if (isOwnHost(config, request)) return next()
    throw new Problem(
      'unknown_host',
      'Earshot does not answer to this name. If it should, start it with EARSHOT_ORIGIN set to the address that browsers use.',
    )
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses writes that no page of ours made. Programs that write say where they belong, like a browser does:
 * `-H 'Origin: http://localhost:4000'`.
 */
export function refuseCrossSiteWrites(config: Config): RequestHandler {
  return (request, _response, next) => {
    if (safe.has(request.method) || isOwnPage(config, request)) return next()
    throw new Problem(
      'cross_site_request',
      'This was not sent by a page of this Earshot. Behind a proxy, set EARSHOT_ORIGIN to the address that browsers use; from a program, send that address in an Origin header.',
    )
  }
}

/** Refuses bodies that are not JSON, which no form of another site can send. */
export const refuseOtherBodies: RequestHandler = (request, _response, next) => {
  const {
    'content-length': length,
    'transfer-encoding': encoding,
    'content-type': type = '',
  } = request.headers
  const hasBody = encoding !== undefined || (length !== undefined && length !== '0')
  if (hasBody && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type))
    throw new Problem('body_not_json', 'Send the body as JSON in UTF-8, with Content-Type: application/json.')
  next()
}

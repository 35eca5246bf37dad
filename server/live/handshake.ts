import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import type { Person } from '../../shared/contract/person.ts'
import type { Config } from '../../shared/runtime/config.ts'
import { isOwnHost, isOwnSocket } from '../http/origin.ts'
import type { Sessions } from '../http/sessions.ts'

/** Who opens a socket, found out before anything of it is accepted. */
export type Admitted = { person: Person; sessionKey: string }

/**
 * Admits a handshake that a page of ours makes for somebody who is signed in. Programs send an Origin, too.
 * @returns the reason of a refusal as a string.
 */
export async function admitHandshake(
  parts: { config: Config; sessions: Sessions },
  request: IncomingMessage,
): Promise<Admitted | string> {
  const { config, sessions } = parts
  if (!isOwnHost(config, request)) return 'Earshot does not answer to this name. See EARSHOT_ORIGIN.'
  if (!isOwnSocket(config, request))
    return 'This was not opened by a page of this Earshot. See EARSHOT_ORIGIN.'
  const { sessionID } = await readSession(sessions, request)
  const person = sessions.personOf(request)
  return person ? { person, sessionKey: sessions.keyOf(sessionID) } : 'Sign in first.'
}

/**
 * Refuses requests of pages elsewhere that go on with a connection whose id they know, over polling: engine.io itself
 * asks only about the first request of a connection.
 */
export function refuseForeign(config: Config) {
  return (request: IncomingMessage, _response: unknown, next: (error?: Error) => void): void => {
    const goesOn = new URLSearchParams(request.url?.split('?')[1]).has('sid')
    const isOurs = isOwnHost(config, request) && isOwnSocket(config, request)
    next(goesOn && !isOurs ? new Error('This was not opened by a page of this Earshot.') : undefined)
  }
}

/** Runs the routes' own session middleware. The handshake's reply is not Express's, so it cannot prolong the session. */
function readSession(sessions: Sessions, request: IncomingMessage): Promise<Request> {
  const asExpress = request as Request
  // What the middleware asks of Express's request beyond Node's.
  asExpress.originalUrl ??= request.url ?? '/'
  const response = new ServerResponse(request) as Response
  return new Promise((resolve, reject) => {
    void sessions.middleware(asExpress, response, (error?: unknown) =>
      error ? reject(error as Error) : resolve(asExpress),
    )
  })
}

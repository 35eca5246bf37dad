import { promisify } from 'node:util'
import type { Request, Response } from 'express'
import type { Person } from '../../shared/contract/person.ts'
import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { changeOwnPassword } from '../../shared/domain/people/own-password.ts'
import { signIn } from '../../shared/domain/people/sign-in.ts'
import { refuseWeakPassword } from '../../shared/domain/people/weak-passwords.ts'
import type { RouteHandlers } from './route-handler.ts'
import type { Sessions } from './sessions.ts'
import type { SignInLimits } from './sign-in-limits.ts'

/** Signing in and out, and who is signed in. */
export function addSessionRoutes(
  { handle, handlePublic }: RouteHandlers,
  { store, sessions, limits }: { store: Store; sessions: Sessions; limits: SignInLimits },
): void {
  handlePublic(routes.signIn, async ({ body, request }) => {
    const ip = request.ip ?? ''
    await limits.admit(body.email, ip)
    const { person, confirm } = await signIn(store, body)
    await limits.succeeded(body.email, ip)
    await beginSession(request, person)
    try {
      await confirm()
    } catch (refusal) {
      await promisify(request.session.destroy.bind(request.session))()
      throw refusal
    }
    return person
  })

  handle(routes.session, async ({ viewer }) => viewer)

  handle(routes.changeOwnPassword, async ({ body, viewer, request, response }) => {
    const ip = request.ip ?? ''
    // Said before anything is counted: it is no attempt.
    refuseWeakPassword(body.password, viewer)
    // Whoever finds an open screen must not try passwords without end either.
    await limits.admit(viewer.email, ip)
    await changeOwnPassword(store, viewer.id, body)
    await limits.succeeded(viewer.email, ip)
    await beginSession(request, viewer)
    // The old session's sockets end when the page has the new one, to come back with it.
    response.once('close', () => store.poke({ about: 'rights', personId: viewer.id }))
  })

  handle(routes.signOut, async ({ viewer, request, response }) => {
    await endSession(request, response, sessions)
    store.poke({ about: 'rights', personId: viewer.id })
  })
}

/** Signs a person in under a new session id, so that one planted before is worth nothing. */
export async function beginSession(request: Request, person: Person): Promise<void> {
  await promisify(request.session.regenerate.bind(request.session))()
  request.session.personId = person.id
  // Saved before the reply, so that the next request finds it.
  await promisify(request.session.save.bind(request.session))()
}

async function endSession(request: Request, response: Response, sessions: Sessions): Promise<void> {
  const { path, httpOnly, sameSite, secure } = request.session.cookie
  await promisify(request.session.destroy.bind(request.session))()
  response.clearCookie(sessions.cookieName, {
    path: path ?? '/',
    httpOnly: httpOnly ?? true,
    ...(sameSite !== undefined && { sameSite }),
    ...(typeof secure === 'boolean' && { secure }),
  })
}

import type { Express, Request, RequestHandler, Response } from 'express'
import { isFirstRunNeeded } from '../../shared/domain/people/first-admin.ts'
import type { Person } from '../../shared/contract/person.ts'
import { can } from '../../shared/contract/rights.ts'
import type { Access, BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '../../shared/contract/route.ts'
import { idempotencyHeader, idempotencyKey } from '../../shared/contract/triage.ts'
import type { Store } from '../../shared/database/store.ts'
import { Problem } from '../../shared/runtime/problem.ts'
import type { Sessions } from './sessions.ts'

/** What registering routes needs. */
export type RouteParts = {
  store: Store
  sessions: Sessions
  /** Parse replies too, so that a route cannot say what the contract does not. For tests. */
  checkReplies?: boolean
}

/** What came in, parsed by the route's schemas. */
export type Input<R> = {
  params: ParamsOf<R>
  query: QueryOf<R>
  body: BodyOf<R>
  request: Request
  response: Response
}

type Answer<R> = ReplyOf<R> extends undefined ? Promise<void> : Promise<ReplyOf<R>>
type AnyRoute = Route

/** Registers routes of the contract's table on an app: who may call, what came in, what goes out. */
export type RouteHandlers = {
  /** For people who are signed in and have the right that the route names. */
  handle<R extends AnyRoute>(
    route: R,
    answer: (input: Input<R> & { viewer: Person; idempotencyKey: string | undefined }) => Answer<R>,
  ): void
  /** For routes that say `public` or `first-run`. */
  handlePublic<R extends AnyRoute>(route: R, answer: (input: Input<R>) => Answer<R>): void
}

const isOpen = (access: Access) => access === 'public' || access === 'first-run'

/**
 * The only way to add an API route. Access is decided by the route's own entry: a route without one does not compile,
 * one that is open to anybody can only be added by `handlePublic`.
 */
export function createRouteHandlers(app: Express, parts: RouteParts): RouteHandlers {
  const register = (route: AnyRoute, ...handlers: RequestHandler[]) =>
    app[route.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete'](route.path, ...handlers)

  return {
    handle(route, answer) {
      if (isOpen(route.access))
        throw new Error(`${route.method} ${route.path} is open to anybody: use handlePublic.`)
      register(route, parts.sessions.middleware, async (request, response) => {
        const viewer = admit(parts.sessions, route.access, request)
        const input = parseInput(route, request, response)
        const reply = await answer({ ...input, viewer, idempotencyKey: readIdempotencyKey(route, request) })
        send(parts, route, response, reply)
      })
    },
    handlePublic(route, answer) {
      if (!isOpen(route.access))
        throw new Error(`${route.method} ${route.path} is not open to anybody: use handle.`)
      // Only what signs somebody in has a session to write; the rest must answer without the database.
      const middleware = route.method === 'GET' ? [] : [parts.sessions.middleware]
      register(route, ...middleware, async (request, response) => {
        if (route.access === 'first-run') await admitFirstRun(parts.store)
        const reply = await answer(parseInput(route, request, response))
        send(parts, route, response, reply)
      })
    },
  }
}

function admit(sessions: Sessions, access: Access, request: Request): Person {
  const person = sessions.personOf(request)
  if (!person) throw new Problem('not_signed_in', 'Sign in first.')
  if (access !== 'signed-in' && (isOpen(access) || !can(person, access as Parameters<typeof can>[1])))
    throw new Problem('forbidden', 'Your role does not allow this. An admin can change it.')
  return person
}

async function admitFirstRun(store: Store): Promise<void> {
  if (!(await isFirstRunNeeded(store.db)))
    throw new Problem(
      'already_set_up',
      'Earshot has an admin already. Sign in, or ask that person to add you.',
    )
}

function parseInput<R extends AnyRoute>(route: R, request: Request, response: Response): Input<R> {
  return {
    params: route.params?.parse(request.params) as ParamsOf<R>,
    query: route.query?.parse(request.query) as QueryOf<R>,
    // A move that says nothing may be sent without a body.
    body: route.body?.parse(request.body ?? {}) as BodyOf<R>,
    request,
    response,
  }
}

function readIdempotencyKey(route: AnyRoute, request: Request): string | undefined {
  const header = route.idempotent ? request.headers[idempotencyHeader] : undefined
  if (header === undefined) return undefined
  const parsed = idempotencyKey.safeParse(header)
  if (parsed.success) return parsed.data
  const message = parsed.error.issues[0]!.message
  throw new Problem('invalid_request', message, { fields: [{ path: idempotencyHeader, message }] })
}

function send(parts: RouteParts, route: AnyRoute, response: Response, reply: unknown): void {
  if (!route.reply) return void response.status(204).end()
  response.json(parts.checkReplies ? checked(route, reply) : reply)
}

function checked(route: AnyRoute, reply: unknown): unknown {
  const parsed = route.reply!.safeParse(reply)
  if (parsed.success) return parsed.data
  throw new Error(
    `${route.method} ${route.path} answered what the contract does not say: ${parsed.error.message}`,
  )
}

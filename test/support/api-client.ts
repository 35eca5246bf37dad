import type { z } from 'zod'
import { problemDocument, type ProblemDocument } from '../../shared/contract/problems.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '../../shared/contract/route.ts'
import { routes } from '../../shared/contract/routes.ts'
import { createHttpClient, type HttpClient, type HttpReply } from './http-client.ts'

type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

/** What the server refused, as a test wants to look at it. */
export class Refused extends Error {
  readonly problem: ProblemDocument
  constructor(problem: ProblemDocument) {
    super(`${problem.code}: ${problem.detail}`)
    this.problem = problem
  }
}

/** A signed-in person who speaks to the API over real HTTP, as a page of the dashboard does. */
export type ApiClient = {
  address: string
  cookie: string
  /** @throws Refused with the problem; another error when there was no answer. */
  call<R extends AnyRoute>(
    route: R,
    parts?: { params?: ParamsOf<R>; query?: Partial<QueryOf<R>>; body?: BodyOf<R>; key?: string },
  ): Promise<ReplyOf<R>>
}

/** Signs in and keeps the cookie. */
export async function signIn(address: string, who: { email: string; password: string }): Promise<ApiClient> {
  const http = createHttpClient(address)
  const { email, password } = who
  answerOf(await http.post(routes.signIn.path, { email, password }))
  return { address, cookie: http.cookie, call: (route, parts = {}) => call(http, route, parts) }
}

async function call<R extends AnyRoute>(
  http: HttpClient,
  route: R,
  { params, query, body, key }: { params?: unknown; query?: unknown; body?: unknown; key?: string },
): Promise<ReplyOf<R>> {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const asked = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const address = asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`
  const answer = answerOf(await http.send(route.method, address, body, { 'idempotency-key': key }))
  return (route.reply ? route.reply.parse(answer) : undefined) as ReplyOf<R>
}

function answerOf({ status, body }: HttpReply): unknown {
  if (status >= 400) throw new Refused(problemDocument.parse(body))
  return body
}

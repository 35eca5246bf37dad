import type { z } from 'zod'
import { problemDocument, type ProblemDocument } from '../../shared/contract/problems.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '../../shared/contract/route.ts'
import { routes } from '../../shared/contract/routes.ts'

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
  /** @throws Refused with the problem; TypeError when there was no answer. */
  call<R extends AnyRoute>(
    route: R,
    parts?: { params?: ParamsOf<R>; query?: Partial<QueryOf<R>>; body?: BodyOf<R>; key?: string },
  ): Promise<ReplyOf<R>>
}

/** Signs in and keeps the cookie. */
export async function signIn(address: string, who: { email: string; password: string }): Promise<ApiClient> {
  const response = await fetch(`${address}${routes.signIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: who.email, password: who.password }),
  })
  if (!response.ok) throw new Refused(problemDocument.parse(await response.json()))
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return { address, cookie, call: (route, parts = {}) => call(address, cookie, route, parts) }
}

async function call<R extends AnyRoute>(
  address: string,
  cookie: string,
  route: R,
  { params, query, body, key }: { params?: unknown; query?: unknown; body?: unknown; key?: string },
): Promise<ReplyOf<R>> {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const url = new URL(path, address)
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const response = await fetch(url, {
    method: route.method,
    headers: {
      cookie,
      origin: address,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Refused(problemDocument.parse(await response.json()))
  return (route.reply ? route.reply.parse(await response.json()) : undefined) as ReplyOf<R>
}

import type { z } from 'zod'
import { problemDocument } from '../../shared/contract/problems.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '../../shared/contract/route.ts'
import { idempotencyHeader } from '../../shared/contract/triage.ts'
import { ProblemError } from './problem-error.ts'

const usualPatienceMs = 20_000

/** The contract's routes with any schemas. */
export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { [K in Name]?: undefined }
  : { [K in Name]: Value }

/** What a call of this route needs. Query fields that have defaults may be left out. */
export type CallInput<R> = Part<'params', ParamsOf<R>> &
  ([QueryOf<R>] extends [undefined] ? { query?: undefined } : { query: Partial<QueryOf<R>> }) &
  Part<'body', BodyOf<R>> & {
    /** Makes a repeated write answer with the first one's result. */
    idempotencyKey?: string
    signal?: AbortSignal
    /** For calls that the server may take long for. Default 20 s. */
    patienceMs?: number
  }

/**
 * Calls a route of the contract and parses what comes back.
 * @throws ProblemError with the server's code, or `unreachable` (no reply: safe to try again when the call is a
 * read or carries an idempotency key), or `unreadable_reply` (this page and the server are of different versions).
 */
export async function call<R extends AnyRoute>(route: R, input: CallInput<R>): Promise<ReplyOf<R>> {
  const response = await send(route, input as LooseInput)
  if (!response.ok) throw await problemOf(response)
  if (route.reply === undefined) return undefined as ReplyOf<R>
  const parsed = route.reply.safeParse(await bodyOf(response))
  if (!parsed.success) throw unreadable(response.status)
  return parsed.data as ReplyOf<R>
}

type LooseInput = {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  idempotencyKey?: string
  signal?: AbortSignal
  patienceMs?: number
}

async function send(route: AnyRoute, input: LooseInput): Promise<Response> {
  const timeout = AbortSignal.timeout(input.patienceMs ?? usualPatienceMs)
  const headers = new Headers({ accept: 'application/json' })
  if (input.body !== undefined) headers.set('content-type', 'application/json')
  if (input.idempotencyKey !== undefined) headers.set(idempotencyHeader, input.idempotencyKey)
  try {
    return await fetch(addressOf(route.path, input), {
      method: route.method,
      headers,
      credentials: 'same-origin',
      signal: input.signal === undefined ? timeout : AbortSignal.any([input.signal, timeout]),
      ...(input.body !== undefined && { body: JSON.stringify(input.body) }),
    })
  } catch (error) {
    if (input.signal?.aborted) throw error
    throw new ProblemError('unreachable', 'The server did not answer.')
  }
}

function addressOf(path: string, { params = {}, query = {} }: LooseInput): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? filled : `${filled}?${search}`
}

async function problemOf(response: Response): Promise<ProblemError> {
  const parsed = problemDocument.safeParse(await response.json().catch(() => null))
  if (parsed.success) return new ProblemError(parsed.data.code, parsed.data.detail, parsed.data)
  // A proxy in front answers for a server that is away.
  if (response.status >= 502 && response.status <= 504)
    return new ProblemError('unreachable', 'The server is not there.', { status: response.status })
  return unreadable(response.status)
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    throw unreadable(response.status)
  }
}

function unreadable(status: number): ProblemError {
  return new ProblemError('unreadable_reply', 'The reply is not what this page expects.', { status })
}

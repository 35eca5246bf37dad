import { z } from 'zod'
import { Problem } from '../../runtime/problem.ts'
import type { RateNews } from './connector.ts'
import { retryAfterSeconds, statusProblem } from './http-failure.ts'
import type { HttpReply } from './http-reply.ts'
import type { SafeHttp } from './http.ts'
import { believed } from './parsing/dates.ts'

export type JsonAnswer<Value> = { value: Value; reply: HttpReply; news: RateNews }

export type JsonOptions = {
  headers?: Record<string, string>
  signal?: AbortSignal
  /** What a refusal means to this API; null: what it means to everybody. */
  explain?: (reply: HttpReply) => Problem | null
}

/** No API gives more entries with one answer; a flood of them must not keep everybody else waiting. */
const mostEntries = 2000

/** No API names a wait beyond this that is worth believing. */
const longestWait = 2 * 24 * 3600

/**
 * Asks an API for JSON. Fields that the schema does not know are dropped.
 * @throws Problem `feed_*`: the request failed or was refused; `feed_unparsable`: the answer is not what the API promises
 */
export async function getJson<Value>(
  http: SafeHttp,
  url: string,
  schema: z.ZodType<Value>,
  { headers, signal, explain }: JsonOptions = {},
): Promise<JsonAnswer<Value>> {
  const reply = await http.get(url, {
    headers: { accept: 'application/json', ...headers },
    ...(signal && { signal }),
  })
  return readAnswer(reply, schema, explain)
}

/** Like `getJson`, with a JSON body. */
export async function postJson<Value>(
  http: SafeHttp,
  url: string,
  body: unknown,
  schema: z.ZodType<Value>,
  { headers, signal, explain }: JsonOptions = {},
): Promise<JsonAnswer<Value>> {
  const reply = await http.post(url, {
    body: JSON.stringify(body),
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    ...(signal && { signal }),
  })
  return readAnswer(reply, schema, explain)
}

function readAnswer<Value>(
  reply: HttpReply,
  schema: z.ZodType<Value>,
  explain?: (reply: HttpReply) => Problem | null,
): JsonAnswer<Value> {
  const problem = explain?.(reply) ?? apiProblem(reply)
  if (problem !== null) throw problem
  const read = schema.safeParse(parseJson(reply))
  if (!read.success) throw unparsable(reply, describe(read.error))
  return { value: read.data, reply, news: rateNews(reply.headers) }
}

/** Like `statusProblem`, and knows how APIs say that a limit is used up. */
export function apiProblem(reply: HttpReply): Problem | null {
  const problem = statusProblem(reply)
  if (problem === null) return null
  const { quota, hostWaitSeconds } = rateNews(reply.headers)
  const isLimit = reply.status === 429 || (reply.status === 403 && hostWaitSeconds !== null)
  if (!isLimit || (problem.facts.retryAfterSeconds !== undefined && problem.code === 'feed_rate_limited')) {
    return problem
  }
  // Some say when the window ends and nothing more.
  const untilReset =
    quota?.resetAt === undefined || quota.resetAt === null ? null : secondsUntil(quota.resetAt)
  const wait = hostWaitSeconds ?? untilReset
  const until = wait === null ? 'later' : `in ${wait} seconds`
  const host = new URL(reply.finalUrl).host
  return new Problem(
    'feed_rate_limited',
    `${host} asks to be left alone for now (${reply.status}); try again ${until}.`,
    { facts: { httpStatus: reply.status, ...(wait !== null && { retryAfterSeconds: wait }) } },
  )
}

/** The JSON of a reply. @throws Problem feed_unparsable */
export function parseJson(reply: HttpReply): unknown {
  const text = new TextDecoder().decode(reply.body)
  if (/^\s*[[{]/.test(text) && isTooDeep(text)) throw unparsable(reply, 'the JSON is nested without end')
  try {
    return JSON.parse(text)
  } catch {
    const beginning = text.slice(0, 200).trimStart()
    if (beginning === '') throw unparsable(reply, 'the answer is empty')
    if (beginning.startsWith('<')) throw unparsable(reply, 'it is a web page or XML instead of JSON')
    throw unparsable(reply, 'the JSON is damaged or cut off')
  }
}

const deepest = 200

/** What nests a million times takes seconds to parse, and no API nests so. Strings may hold brackets. */
function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === 0x22) at = endOfString(text, at + 1)
    else if (character === 0x5b || character === 0x7b) depth += 1
    else if (character === 0x5d || character === 0x7d) depth -= 1
    if (depth > deepest) return true
  }
  return false
}

/** Where the quote stands that ends a string; the text's end when none does. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return text.length
}

function unparsable(reply: HttpReply, what: string): Problem {
  const { host, pathname } = new URL(reply.finalUrl)
  return new Problem('feed_unparsable', `What ${host} answers at ${pathname} cannot be read: ${what}.`, {
    facts: { httpStatus: reply.status },
  })
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues
  const path = (issue?.path ?? []).map(String).join('.').slice(0, 100)
  const message = (issue?.message ?? 'unknown').replace(/^Invalid input: /, '')
  return path === '' ? message : `“${path}”: ${message}`
}

/**
 * The entries of a list that are as the API promises, and a sentence about the others: one odd entry must not hide
 * its neighbours.
 * @throws Problem feed_unparsable when there are entries and none can be read
 */
export function readEach<Value>(
  reply: HttpReply,
  entries: readonly unknown[],
  schema: z.ZodType<Value>,
): { values: Value[]; warnings: string[] } {
  const read = entries.slice(0, mostEntries).map((entry) => schema.safeParse(entry))
  const values = read.flatMap((one) => (one.success ? [one.data] : []))
  const failed = read.find((one) => !one.success)
  const over = entries.length - read.length
  const warnings = over > 0 ? [`${over} entries beyond the first ${mostEntries} were left out.`] : []
  if (failed?.error === undefined) return { values, warnings }
  if (values.length === 0) throw unparsable(reply, describe(failed.error))
  const count = read.length - values.length
  const what = count === 1 ? 'One entry was' : `${count} entries were`
  warnings.push(`${what} left out, which cannot be read: ${describe(failed.error)}.`)
  return { values, warnings }
}

const limitNames = ['x-ratelimit-', 'ratelimit-', 'x-rate-limit-']

/** What an API's headers say of its limits. Used up until a known time means: wait until then. */
export function rateNews(headers: Record<string, string>, now = Date.now()): RateNews {
  const prefix = limitNames.find((name) => `${name}remaining` in headers || `${name}limit` in headers)
  const asked = retryAfterSeconds(headers['retry-after'], now)
  if (prefix === undefined) return { quota: null, hostWaitSeconds: asked }
  const limit = countOf(headers[`${prefix}limit`])
  const remaining = countOf(headers[`${prefix}remaining`])
  const resetAt = resetOf(headers[`${prefix}reset`], now)
  const usedUp = remaining === 0 && resetAt !== null ? secondsUntil(resetAt, now) : null
  return { quota: { limit, remaining, resetAt }, hostWaitSeconds: asked ?? usedUp }
}

function countOf(header: string | undefined): number | null {
  const number = Number.parseFloat(header ?? '')
  return Number.isFinite(number) && number >= 0 ? Math.floor(number) : null
}

/** A date, seconds since 1970, or seconds from now. */
function resetOf(header: string | undefined, now: number): Date | null {
  const value = header?.trim() ?? ''
  if (value === '') return null
  const number = Number(value)
  const time = Number.isNaN(number) ? Date.parse(value) : number > 1e9 ? number * 1000 : now + number * 1000
  return believed(new Date(time))
}

const secondsUntil = (date: Date, now = Date.now()): number =>
  Math.min(Math.max(Math.ceil((date.getTime() - now) / 1000), 0), longestWait)

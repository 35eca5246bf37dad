import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { HttpReply } from '../../../../../shared/domain/sources/http-reply.ts'
import { apiProblem, parseJson, rateNews, readEach } from '../../../../../shared/domain/sources/json-api.ts'

const now = Date.UTC(2026, 0, 1)
const reply = (status: number, body: string, headers: Record<string, string> = {}): HttpReply => ({
  status,
  headers,
  finalUrl: 'https://api.example/v1/search?key=secret',
  body: new TextEncoder().encode(body),
  redirects: [],
})

describe('news of limits', () => {
  const at = (seconds: number) => new Date(now + seconds * 1000)
  it.each([
    [{}, null, null],
    [{ 'retry-after': '30' }, null, 30],
    [
      {
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '299',
        'x-ratelimit-reset': at(60).toISOString(),
      },
      { limit: 300, remaining: 299, resetAt: at(60) },
      null,
    ],
    [
      {
        'x-ratelimit-limit': '10',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 + 42),
      },
      { limit: 10, remaining: 0, resetAt: at(42) },
      42,
    ],
    [
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '0', 'ratelimit-reset': '50' },
      { limit: 100, remaining: 0, resetAt: at(50) },
      50,
    ],
    [
      { 'x-ratelimit-remaining': '99.5', 'x-ratelimit-reset': 'soon' },
      { limit: null, remaining: 99, resetAt: null },
      null,
    ],
    [
      { 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' },
      { limit: 1, remaining: 0, resetAt: new Date(9_999_999_999_000) },
      2 * 24 * 3600,
    ],
    [
      { 'x-ratelimit-limit': '-1', 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': '1e300' },
      { limit: null, remaining: null, resetAt: null },
      null,
    ],
  ])('%o', (headers, quota, hostWaitSeconds) => {
    expect(rateNews(headers as Record<string, string>, now)).toEqual({ quota, hostWaitSeconds })
  })
})

describe('a refusal', () => {
  it('is a used-up limit when the headers say so, be it 403', () => {
    const reset = String(Math.floor(Date.now() / 1000) + 100)
    const used = { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }
    const problem = apiProblem(reply(403, '{}', used))
    expect(problem).toMatchObject({ code: 'feed_rate_limited', facts: { httpStatus: 403 } })
    expect(Number(problem?.facts.retryAfterSeconds)).toBeGreaterThan(95)
    expect(apiProblem(reply(403, '{}'))?.code).toBe('feed_forbidden')
    expect(apiProblem(reply(429, '{}'))).toMatchObject({
      code: 'feed_rate_limited',
      facts: { httpStatus: 429 },
    })
    expect(apiProblem(reply(200, '{}'))).toBeNull()
  })
})

describe('an answer', () => {
  it('may hold brackets in its texts, and be nested as far as an API would', () => {
    const value = { a: '['.repeat(500), b: `\\"${'{'.repeat(500)}`, c: [[[{ d: [[]] }]]] }
    expect(parseJson(reply(200, JSON.stringify(value)))).toEqual(value)
  })

  it.each([
    ['', /is empty/],
    ['  <html>', /web page or XML/],
    ['{"a": ', /damaged or cut off/],
    [`{"a": ${'['.repeat(300)}${']'.repeat(300)}}`, /nested without end/],
  ])('that is no JSON is named: %j', (body, sentence) => {
    expect(() => parseJson(reply(200, body))).toThrow(sentence)
    expect(() => parseJson(reply(200, body))).not.toThrow(/secret/)
  })

  it('with odd entries gives the others; with nothing else it is refused', () => {
    const shape = z.object({ id: z.number() })
    expect(readEach(reply(200, ''), [{ id: 1 }, { id: 'x' }, null, { id: 2 }], shape)).toEqual({
      values: [{ id: 1 }, { id: 2 }],
      warnings: ['2 entries were left out, which cannot be read: “id”: expected number, received string.'],
    })
    expect(readEach(reply(200, ''), [], shape)).toEqual({ values: [], warnings: [] })
    const flood = Array.from({ length: 2500 }, (_, id) => ({ id }))
    expect(readEach(reply(200, ''), flood, shape).values).toHaveLength(2000)
    expect(readEach(reply(200, ''), flood, shape).warnings).toEqual([
      '500 entries beyond the first 2000 were left out.',
    ])
    expect(() => readEach(reply(200, ''), [{}], shape)).toThrow(/“id”: expected number/)
  })
})

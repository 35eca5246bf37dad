import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { isOwnHost, isOwnPage, isOwnSocket, ownOrigin } from '../../../../server/http/origin.ts'

const local = { origin: undefined, host: '127.0.0.1', trustProxy: 0 }
const open = { origin: undefined, host: '0.0.0.0', trustProxy: 0 }
const named = { origin: 'https://earshot.example', host: '0.0.0.0', trustProxy: 1 }

const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage

describe('the own origin', () => {
  test('is the address in the request, unless one is configured', () => {
    expect(ownOrigin(local, request({ host: 'localhost:4000' }))).toBe('http://localhost:4000')
    expect(ownOrigin(named, request({ host: 'localhost:4000' }))).toBe('https://earshot.example')
  })

  test('is https when a configured proxy says so, and only then', () => {
    const headers = { host: 'earshot.example', 'x-forwarded-proto': 'https' }
    expect(ownOrigin({ ...open, trustProxy: 1 }, request(headers))).toBe('https://earshot.example')
    expect(ownOrigin(open, request(headers))).toBe('http://earshot.example')
  })
})

describe('names', () => {
  test.each(['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'earshot.localhost:4000', 'LOCALHOST'])(
    'a server for this machine answers to %s',
    (host) => expect(isOwnHost(local, request({ host }))).toBe(true),
  )

  test.each(['evil.example:4000', '127.0.0.1.evil.example', 'localhost.evil.example', '', '169.254.1.1'])(
    'and not to "%s", which may have been made to point here',
    (host) => expect(isOwnHost(local, request({ host }))).toBe(false),
  )

  test('a server for others answers to any', () => {
    expect(isOwnHost(open, request({ host: 'wherever' }))).toBe(true)
  })
})

describe('who made a request', () => {
  const own = { host: 'localhost:4000' }
  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:4000' }, false],
    [{ origin: 'http://localhost:4000' }, true],
    [{ origin: 'http://localhost:4001' }, false],
    [{ origin: 'https://localhost:4000' }, false],
    [{ origin: 'null' }, false],
    [{}, false],
  ])('a write with %j: ours is %s', (headers, ours) => {
    expect(isOwnPage(local, request({ ...own, ...headers } as Record<string, string>))).toBe(ours)
  })

  test.each([
    [{ origin: 'http://localhost:4000' }, true],
    [{ origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: 'null' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{}, false],
  ])('a socket with %j: ours is %s', (headers, ours) => {
    expect(isOwnSocket(local, request({ ...own, ...headers } as Record<string, string>))).toBe(ours)
  })
})

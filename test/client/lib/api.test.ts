// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { routes } from '../../../shared/contract/routes.ts'
import { call } from '../../../client/lib/api.ts'
import { problemText } from '../../../client/lib/problem-text.ts'
import { cardWith } from '../live/server-model.ts'

let server: Server
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

beforeEach(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => answer(request, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const real = fetch
  // A browser resolves paths against its page; Node has none.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(new URL(path, base), init))
})

afterEach(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('a call', () => {
  it('fills in the address, sends the body with its key, and gives the parsed reply', async () => {
    const card = cardWith({ id: 7 })
    let heard: unknown
    answer = (request, response, body) => {
      heard = [request.method, request.url, request.headers['idempotency-key'], body]
      json(response, 200, { card, historyId: 3, more: 'is left out' })
    }
    const reply = await call(routes.snooze, {
      params: { id: 7 },
      body: { untilActivity: true },
      idempotencyKey: '0123456789abcdef',
    })
    expect(heard).toEqual(['POST', '/api/mentions/7/snooze', '0123456789abcdef', '{"untilActivity":true}'])
    expect(reply).toEqual({ card, historyId: 3 })
  })

  it('leaves parts of the query out that are not given', async () => {
    let asked: string | undefined
    answer = (request, response) => {
      asked = request.url
      json(response, 200, { mentions: [], nextCursor: null, revisions: {} })
    }
    await call(routes.mentions, { query: { lane: 'stream', search: 'a & b' } })
    expect(asked).toBe('/api/mentions?lane=stream&search=a+%26+b')
  })

  it('throws the problem that the server names, with its facts', async () => {
    answer = (_, response) =>
      json(response, 409, {
        type: 'urn:earshot:problem:already_owned',
        title: 'already owned',
        status: 409,
        code: 'already_owned',
        detail: 'Ben was faster.',
        facts: { owner: { id: 2, name: 'Ben' } },
      })
    await expect(call(routes.claim, { params: { id: 1 }, body: {} })).rejects.toMatchObject({
      code: 'already_owned',
      status: 409,
      facts: { owner: { name: 'Ben' } },
    })
  })

  it.each([
    ['a proxy that finds no server', 502, '<html>Bad gateway</html>', 'unreachable'],
    ['a reply that is no problem document', 500, '{"oops":1}', 'unreadable_reply'],
    ['a reply of another version', 200, '{"counts":"many"}', 'unreadable_reply'],
    ['a reply that is no JSON', 200, 'Hello', 'unreadable_reply'],
  ])('says what to do about %s', async (_, status, body, code) => {
    answer = (__, response) => response.writeHead(status).end(body)
    const error = await call(routes.laneCounts, { query: {} }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code })
    expect(problemText(error)).toMatch(/\.$/)
  })

  it('tells a server that hangs up from one that refuses', async () => {
    answer = (request) => request.socket.destroy()
    await expect(call(routes.session, {})).rejects.toMatchObject({ code: 'unreachable' })
  })
})

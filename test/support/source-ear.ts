import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener } from 'node:http'
import { join, resolve } from 'node:path'
import { afterAll, afterEach } from 'vitest'
import type { Post } from '../../server/demo/posts.ts'
import {
  emptyFetchState,
  type Connector,
  type FetchOutcome,
  type FetchState,
} from '../../shared/domain/sources/connector.ts'
import { createSafeHttp } from '../../shared/domain/sources/http.ts'
import { Problem } from '../../shared/runtime/problem.ts'
import { serveLocally, type LocalHttp } from './local-http.ts'

export type Heard = Extract<FetchOutcome, { kind: 'items' }>

/** Polls a source from the tests of one file; what it opens is closed after each test. */
export function createEar<Config>(connector: Connector<Config>) {
  const http = createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test', totalMs: 3000 })
  const servers: LocalHttp[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
    written = 0
  })
  afterAll(() => http.close())

  type Options = { state?: FetchState; credential?: string | null }

  async function poll(
    config: Record<string, string>,
    { state = emptyFetchState, credential = null }: Options = {},
  ): Promise<Heard> {
    if (connector.fetch === undefined) throw new Error(`${connector.source} is not polled`)
    const outcome = await connector.fetch({
      config: connector.config.parse(config),
      credential,
      // As it comes back from the database.
      state: JSON.parse(JSON.stringify(state)) as FetchState,
      http,
      signal: new AbortController().signal,
    })
    if (outcome.kind !== 'items') throw new Error('nothing was read')
    return outcome
  }

  async function serve(listener: RequestListener): Promise<string> {
    const server = await serveLocally(listener)
    servers.push(server)
    return server.url
  }

  return {
    poll,
    serve,

    /** Serves, and notes of each request what `note` says. */
    async serveNoting<Asked>(
      listener: RequestListener,
      note: (request: IncomingMessage) => Asked,
    ): Promise<{ url: string; asked: Asked[] }> {
      const asked: Asked[] = []
      const url = await serve((request, response) => {
        asked.push(note(request))
        return listener(request, response)
      })
      return { url, asked }
    },

    /** Polls until there is no more; all that was heard, in the order of the polls. */
    async pollOut(config: Record<string, string>, options: Options = {}) {
      const heard: Heard[] = []
      do {
        heard.push(
          await poll(config, { ...options, ...(heard.length > 0 && { state: heard.at(-1)!.state }) }),
        )
        if (heard.length > 30) throw new Error('it never comes to an end')
      } while (heard.at(-1)!.more)
      return {
        polls: heard.length,
        state: heard.at(-1)!.state,
        items: heard.flatMap(({ items }) => items),
        last: heard.at(-1)!,
      }
    },

    async problem(config: Record<string, string>, options: Options = {}): Promise<Problem> {
      const reason: unknown = await poll(config, options).then(
        () => new Error('it was heard'),
        (error: unknown) => error,
      )
      if (!(reason instanceof Problem)) throw reason
      return reason
    },
  }
}

/** The path and query that were asked for. */
export const addressOf = ({ url }: IncomingMessage): string => url ?? ''
export const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URL(addressOf(request), 'http://host').searchParams

/** Posts in this test so far. */
let written = 0

/** So many posts, a few seconds apart, the last of them now or at `until`. */
export function writePosts(
  count: number,
  { name = 'p', text = 'All about #acme', until = Date.now() - 1000, apart = 7 } = {},
): Post[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index}`,
    number: (written += 1),
    author: `Ann ${index % 5}`,
    text: `${text} (${name} ${index})`,
    at: new Date(until - (count - 1 - index) * apart * 1000),
  }))
}

/** A server that answers everything alike. */
export const answering =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  }

/** Where recorded answers of a source are, or null when this machine has none. */
export function recordedFolder(source: string): string | null {
  const data = process.env.EARSHOT_TEST_DATA ?? resolve(import.meta.dirname, '../../../shared/data')
  const folder = join(data, 'feeds/samples', source)
  return existsSync(folder) ? folder : null
}

export const readRecorded = (folder: string | null, name: string): unknown =>
  JSON.parse(readFileSync(join(folder ?? '', name), 'utf8'))

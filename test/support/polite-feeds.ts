import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { LookupFunction } from 'node:net'
import { sql } from 'kysely'
import type { Feed, NewFeed } from '../../shared/contract/feed.ts'
import { readFeed } from '../../shared/domain/feeds/list.ts'
import { handOutDueFeeds } from '../../shared/domain/feeds/lease.ts'
import { pollFeed } from '../../shared/domain/feeds/poll.ts'
import type { Brought } from '../../shared/domain/feeds/record-check.ts'
import { createListeningReader } from '../../shared/domain/listening/compiled.ts'
import { createListeningTools, type ListeningTools } from '../../shared/domain/listening/tools.ts'
import { createSafeHttp } from '../../shared/domain/sources/http.ts'
import { readConfig } from '../../shared/runtime/config.ts'
import { silentLog } from '../../shared/runtime/log.ts'
import { addFeed, feedTools } from './feeds.ts'
import { serveLocally } from './local-http.ts'
import { openTestStore, type TestStore } from './store.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
export type Asked = { at: number; host: string; path: string; headers: IncomingHttpHeaders }

/** A site on this machine that goes by any name, an Earshot that asks it, and what it was asked. */
export type PoliteFeeds = {
  store: TestStore
  tools: ListeningTools
  asked: Asked[]
  /** What the site answers from now on. */
  answer: (with_: Answer) => void
  /** An address of the site by a name, `news.example` by default. */
  at: (path: string, name?: string) => string
  add: (path: string, more?: Partial<NewFeed> & { name?: string }) => Promise<number>
  feed: (id: number) => Promise<Feed>
  row: (id: number) => Promise<Record<string, any>>
  /** Polls it as a worker would who found it due; the wait for its turn left out. */
  poll: (id: number) => Promise<Brought | null>
  /** What a worker does in one round: hands out and polls. */
  round: () => Promise<number[]>
  /** As if so many hours had passed for this feed and all hosts. */
  later: (hours: number) => Promise<void>
  secondsToNext: (id: number) => Promise<number>
  close: () => Promise<void>
}

export const rssOf = (items: string[], channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title>${channel}${items
    .map((id) => `<item><guid isPermaLink="false">${id}</guid><title>${id}</title></item>`)
    .join('')}</channel></rss>`

export const say =
  (body: string, headers: Record<string, string> = {}, status = 200): Answer =>
  (_request, response) =>
    response.writeHead(status, headers).end(body)

const never = new AbortController().signal

export async function openPoliteFeeds(
  options: { spacingSeconds?: number; origin?: string } = {},
): Promise<PoliteFeeds> {
  const store = await openTestStore()
  const asked: Asked[] = []
  let answer: Answer = say(rssOf(['1']))
  const site = await serveLocally((request, response) => {
    const { url: path = '', headers } = request
    asked.push({ at: performance.now(), host: headers.host ?? '', path, headers })
    answer(request, response)
  })
  const lookup: LookupFunction = (_host, _options, callback) =>
    callback(null, [{ address: '127.0.0.1', family: 4 }])
  const config = readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1', EARSHOT_ORIGIN: options.origin })
  const whole = createListeningTools({ config, log: silentLog })
  const tools = {
    ...whole,
    // One parser for all of a file's tests.
    connectors: feedTools.connectors,
    http: createSafeHttp({ allowPrivate: true, userAgent: 'Earshot/test', totalMs: 3000, lookup }),
    listening: createListeningReader(silentLog, whole.scorer),
    spacingSeconds: options.spacingSeconds ?? 0,
  }
  const at = (path: string, name = 'news.example') => `http://${name}:${site.port}${path}`
  const poll = (id: number) => pollFeed(tools, store, id, never)
  return {
    store,
    tools,
    asked,
    answer: (next) => void (answer = next),
    at,
    async add(path, { name, ...more } = {}) {
      const feed = await addFeed(store.db, { url: at(path, name), ...more })
      return feed.id
    },
    feed: (id) => readFeed(store.db, id),
    row: (id) => store.db.selectFrom('feed').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    async poll(id) {
      await sql`UPDATE feed SET next_check_at = now() WHERE id = ${id}`.execute(store.db)
      return poll(id)
    },
    async round() {
      const ids = await handOutDueFeeds(store.db, 500)
      await Promise.all(ids.map(poll))
      return ids
    },
    async later(hours) {
      const back = sql`${hours} * interval '1 hour'`
      await sql`UPDATE feed SET next_check_at = next_check_at - ${back}, lease_until = lease_until - ${back},
        last_success_at = last_success_at - ${back}, last_new_item_at = last_new_item_at - ${back},
        silent_at = silent_at - ${back},
        moving = moving || jsonb_build_object('since', (moving ->> 'since')::timestamptz - ${back})`.execute(
        store.db,
      )
      await sql`UPDATE host SET next_at = next_at - ${back}, blocked_until = blocked_until - ${back}`.execute(
        store.db,
      )
      await sql`UPDATE subscription SET ask_at = ask_at - ${back}, asked_at = asked_at - ${back},
        lease_until = lease_until - ${back}, active_since = active_since - ${back}, last_push_at = last_push_at - ${back}`.execute(
        store.db,
      )
    },
    async secondsToNext(id) {
      const feed = await readFeed(store.db, id)
      return (Date.parse(feed.nextCheckAt!) - Date.now()) / 1000
    },
    async close() {
      await tools.http.close()
      await whole.close()
      await site.close()
      await store.close()
    },
  }
}

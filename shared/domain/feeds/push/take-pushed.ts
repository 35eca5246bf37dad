import { sql } from 'kysely'
import type { Store } from '../../../database/store.ts'
import { Problem } from '../../../runtime/problem.ts'
import type { ListeningTools } from '../../listening/tools.ts'
import { distinctItems } from '../../mentions/store-items.ts'
import { emptyFetchState } from '../../sources/connector.ts'
import type { SafeHttp } from '../../sources/http.ts'
import type { Item } from '../../sources/item.ts'
import type { DueFeed } from '../lease.ts'
import { listedBy, unheardOf, type Listed } from '../listed.ts'
import { unexpected, type Brought } from '../record-check.ts'
import { recentWith, rhythmOf, silentAfter } from '../rhythm.ts'
import { feedSettings } from '../settings.ts'
import { takeIn, type ToTakeIn } from '../take-in.ts'

const atOnce = 20

type Push = { id: number; content_type: string | null; body: Buffer }

/**
 * Takes in what a hub pushed, as if the feed had answered with it; nobody is asked. A push that is no document is dropped,
 * and the feed is polled instead.
 */
export async function takePushed(
  tools: ListeningTools,
  store: Store,
  feed: DueFeed,
  signal: AbortSignal,
): Promise<Brought | null> {
  const { rows: pushes } = await sql<Push>`
    SELECT id, content_type, body FROM push WHERE feed_id = ${feed.id} ORDER BY id LIMIT ${sql.lit(atOnce)}
    `.execute(store.db)
  const documents = await Promise.all(pushes.map((push) => readPush(tools, feed, push, signal)))
  const readable = documents.filter((items) => items !== null)
  const all = distinctItems(readable.flat())
  const listed = listedBy(all)
  const items = unheardOf(all, feed.listed, listed)
  const ids = pushes.map(({ id }) => id)
  const damaged = readable.length < documents.length
  const brought: Brought = { items: all.length, newItems: 0, mentions: 0 }
  if (items.length === 0) {
    await finish(store.db, feed, { ids, damaged, listed: {}, heardAt: [] })
    return brought
  }
  const toTakeIn: ToTakeIn = {
    items,
    finish: (tx, { heardAt }) => finish(tx, feed, { ids, damaged, listed, heardAt }),
  }
  const taken = await takeIn(tools, store, feed, toTakeIn, signal)
  if (taken === null) return null
  return { ...brought, newItems: taken.newItems, mentions: taken.mentions }
}

/** The source reads it like any answer, only that it came by itself. */
async function readPush(
  { connectors }: ListeningTools,
  feed: DueFeed,
  { content_type, body }: Push,
  signal: AbortSignal,
): Promise<Item[] | null> {
  const headers: Record<string, string> = content_type === null ? {} : { 'content-type': content_type }
  const reply = { status: 200, headers, finalUrl: feed.url, body, redirects: [] }
  const http: SafeHttp = {
    get: async () => reply,
    post: () => Promise.reject(new Error('a push is not answered')),
    close: async () => undefined,
  }
  try {
    const { connector, parsed } = feedSettings(connectors, feed)
    const input = { config: parsed, credential: null, state: emptyFetchState, http, signal }
    const outcome = await connector.fetch?.(input)
    return outcome?.kind === 'items' ? outcome.items : null
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof Problem) return null
    throw unexpected(error as Error)
  }
}

async function finish(
  connection: Store['db'],
  feed: DueFeed,
  done: { ids: number[]; damaged: boolean; listed: Listed; heardAt: number[] },
): Promise<void> {
  const recent = recentWith(feed.recent, done.heardAt)
  const rhythm = rhythmOf(recent)
  const silentAt = rhythm === null ? null : new Date((recent[0]! + silentAfter(rhythm)) * 1000)
  await sql`
    WITH taken AS (DELETE FROM push WHERE id = ANY(${done.ids}::bigint[]))
    UPDATE feed SET lease_until = NULL, polling = false, listed = listed || ${JSON.stringify(done.listed)}::jsonb,
      last_new_item_at = CASE WHEN ${done.heardAt.length > 0} THEN now() ELSE last_new_item_at END,
      recent = ${JSON.stringify(recent)}::jsonb, rhythm_seconds = ${rhythm?.usual ?? null}::integer,
      silent_at = ${silentAt}::timestamptz,
      next_check_at = CASE WHEN ${done.damaged} THEN now() ELSE next_check_at END
    WHERE id = ${feed.id}`.execute(connection)
}

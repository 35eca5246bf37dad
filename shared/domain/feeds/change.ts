import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import type { Feed, FeedChange } from '../../contract/feed.ts'
import type { Store } from '../../database/store.ts'
import { beginMatchingChange } from '../listening/matching-version.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { readFeed } from './list.ts'
import { endPushes } from './push/ask-hub.ts'
import { refuseImpossibleFeed } from './refuse.ts'
import { feedSettings, type FeedSettings } from './settings.ts'

/** What the answers of the old address taught does not hold for a new one. */
const forgotten = {
  etag: null,
  last_modified: null,
  body_hash: null,
  cursor: null,
  site_url: null,
  consecutive_failures: 0,
  last_problem: null,
  lease_until: null,
  polling: false,
  moving: null,
  quota: null,
  recent: '[]',
  rhythm_seconds: null,
  silent_at: null,
} as const

/**
 * Changes a feed. It is due at once after a new address or when switched on; a feed that is given to a brand brings
 * the items kept of it to that brand. A stored token goes to nobody else: it is forgotten when an address among the
 * settings changes and no other is given.
 * @throws Problem not_found, feed_exists, invalid_request
 */
export async function changeFeed(
  { connectors, vault }: Pick<ListeningTools, 'connectors' | 'vault'>,
  store: Store,
  id: number,
  body: FeedChange,
): Promise<Feed> {
  const feed = await store.db.transaction().execute(async (tx) => {
    const givenTo = body.brandId ?? null
    if (givenTo !== null) await beginMatchingChange(tx)
    await sql`SELECT FROM feed WHERE id = ${id} FOR NO KEY UPDATE`.execute(tx)
    const before = await readFeed(tx, id)
    const settings = feedSettings(connectors, {
      source: before.source,
      config: body.config ?? (body.url === undefined ? before.config : { ...before.config, url: body.url }),
    })
    const moved =
      settings.url !== before.url ||
      (body.config !== undefined && !isDeepStrictEqual(body.config, before.config))
    const credential = body.credential ?? (sendsElsewhere(settings, before.config) ? null : body.credential)
    const startsAgain = moved || body.credential !== undefined || (body.enabled === true && !before.enabled)
    await refuseImpossibleFeed(() =>
      tx
        .updateTable('feed')
        .set({
          url: settings.url,
          ...(moved && {
            ...forgotten,
            config: JSON.stringify(settings.config),
            host: settings.host,
          }),
          ...(credential !== undefined && {
            credential: credential === null ? null : vault.lock(credential),
          }),
          ...(body.title !== undefined && { title: body.title }),
          ...(body.brandId !== undefined && { brand_id: body.brandId }),
          ...(body.intervalSeconds !== undefined && {
            interval_seconds: body.intervalSeconds,
            next_check_at: sql`least(next_check_at, now() + ${body.intervalSeconds} * interval '1 second')`,
          }),
          ...(body.enabled !== undefined && { enabled: body.enabled }),
          ...(startsAgain && { next_check_at: sql`now()`, consecutive_failures: 0, last_problem: null }),
        })
        .where('id', '=', id)
        .execute(),
    )
    if (givenTo !== null && givenTo !== before.brandId)
      await tx.updateTable('brand').set({ rematch_after: 0 }).where('id', '=', givenTo).execute()
    if (moved || (body.enabled === false && before.enabled)) await endPushes(tx, id)
    return readFeed(tx, id)
  })
  store.poke({ about: 'setup', what: 'feeds' })
  return feed
}

/** Whether requests go to other addresses than with the settings before. */
const sendsElsewhere = ({ connector, config }: FeedSettings, before: Feed['config']): boolean =>
  connector.fields.some(
    ({ name, kind }) => kind === 'address' && (config[name] ?? '') !== (before[name] ?? ''),
  )

import type { Feed, NewFeed } from '../../contract/feed.ts'
import type { Connection } from '../../database/store.ts'
import { readFeed } from './list.ts'
import { refuseImpossibleFeed } from './refuse.ts'

/**
 * Adds a feed that is due at once: workers see that within a second.
 * @throws Problem feed_exists, invalid_request
 */
export async function addFeed(connection: Connection, body: NewFeed): Promise<Feed> {
  const { id } = await refuseImpossibleFeed(() =>
    connection
      .insertInto('feed')
      .values({
        url: sameAddress(body.url),
        title: body.title ?? '',
        brand_id: body.brandId ?? null,
        interval_seconds: body.intervalSeconds,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return readFeed(connection, id)
}

/** One spelling for addresses that are the same, so that a feed is not listened to twice. */
export function sameAddress(url: string): string {
  const parsed = new URL(url)
  parsed.hash = ''
  return parsed.href
}

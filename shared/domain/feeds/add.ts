import type { Feed, NewFeed } from '../../contract/feed.ts'
import type { Connection } from '../../database/store.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { readFeed } from './list.ts'
import { refuseImpossibleFeed } from './refuse.ts'
import { feedSettings } from './settings.ts'

/**
 * Adds a feed that is due at once: workers see that within a second.
 * @throws Problem feed_exists, invalid_request
 */
export async function addFeed(
  { connectors, vault }: Pick<ListeningTools, 'connectors' | 'vault'>,
  connection: Connection,
  body: NewFeed,
): Promise<Feed> {
  const settings = feedSettings(connectors, body)
  const { id } = await refuseImpossibleFeed(() =>
    connection
      .insertInto('feed')
      .values({
        source: settings.source,
        url: settings.url,
        config: JSON.stringify(settings.config),
        credential: body.credential === undefined ? null : vault.lock(body.credential),
        host: settings.host,
        streamed: settings.streamed,
        title: body.title ?? settings.title,
        brand_id: body.brandId ?? null,
        interval_seconds: body.intervalSeconds,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return readFeed(connection, id)
}

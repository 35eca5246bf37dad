import type { Feed } from '../../contract/feed.ts'
import type { Connection, Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import { readFeeds } from './feed-row.ts'

/** All feeds with their health, by title. */
export async function listFeeds(store: Store): Promise<Feed[]> {
  return readFeeds(store.db)
}

/** @throws Problem not_found */
export async function readFeed(connection: Connection, id: number): Promise<Feed> {
  const [feed] = await readFeeds(connection, id)
  if (!feed) throw new Problem('not_found', 'There is no such feed.')
  return feed
}

import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import type { Feed, FeedChange, NewFeed } from '../../shared/contract/feed.ts'
import type { Connection, Store } from '../../shared/database/store.ts'
import { addFeed as addFeedWith } from '../../shared/domain/feeds/add.ts'
import { changeFeed as changeFeedWith } from '../../shared/domain/feeds/change.ts'
import { createConnectors } from '../../shared/domain/sources/connectors.ts'
import { openVault } from '../../shared/runtime/vault.ts'
import { createParser } from '../../shared/domain/sources/parse-thread.ts'

/** What feeds are set up with in tests: the real connectors, and a vault with a key of its own. */
export const feedTools = {
  connectors: createConnectors({ parser: createParser() }),
  vault: openVault({ secretKey: randomBytes(32).toString('hex'), dataDir: tmpdir() }),
}

export const addFeed = (connection: Connection, body: NewFeed): Promise<Feed> =>
  addFeedWith(feedTools, connection, body)

export const changeFeed = (store: Store, id: number, body: FeedChange): Promise<Feed> =>
  changeFeedWith(feedTools, store, id, body)

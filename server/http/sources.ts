import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { discoverFeeds } from '../../shared/domain/feeds/discover.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { describeSource } from '../../shared/domain/sources/connectors.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Where can be listened, and what stands behind an address. */
export function addSourceRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  handle(routes.sources, async () => ({ sources: [...tools.connectors.values()].map(describeSource) }))

  handle(routes.discoverFeeds, async ({ body }) => ({
    feeds: await discoverFeeds(tools, store.db, body.url),
  }))
}

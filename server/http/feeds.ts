import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addFeed } from '../../shared/domain/feeds/add.ts'
import { changeFeed } from '../../shared/domain/feeds/change.ts'
import { listChecks } from '../../shared/domain/feeds/list-checks.ts'
import { listFeeds } from '../../shared/domain/feeds/list.ts'
import { markDue } from '../../shared/domain/feeds/mark-due.ts'
import { testFeed } from '../../shared/domain/feeds/test.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Feeds, their health, and checking them now. That a feed is due stands in the database: workers see it within a second. */
export function addFeedRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  handle(routes.feeds, async () => ({ feeds: await listFeeds(store) }))

  handle(routes.feedChecks, async ({ params }) => ({ checks: await listChecks(store, params.id) }))

  handle(routes.testFeed, async ({ body }) => testFeed(tools, store.db, body))

  handle(routes.addFeed, async ({ body }) => {
    const feed = await addFeed(tools, store.db, body)
    store.poke({ about: 'setup', what: 'feeds' })
    return feed
  })

  handle(routes.changeFeed, async ({ params, body }) => changeFeed(tools, store, params.id, body))

  handle(routes.pollFeed, async ({ params }) => markDue(store, params.id))
}

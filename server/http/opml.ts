import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { listFeeds } from '../../shared/domain/feeds/list.ts'
import { importOpml, writeOpml } from '../../shared/domain/feeds/opml.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Lists of feeds, from and for other programs. */
export function addOpmlRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  handle(routes.exportOpml, async () => ({ opml: writeOpml(await listFeeds(store)) }))

  handle(routes.importOpml, async ({ body }) => importOpml(tools, store, body.opml))
}

import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { listTopics } from '../../shared/domain/topics/list.ts'
import type { RouteHandlers } from './route-handler.ts'

/** What rises among the mentions. */
export function addTopicRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.topics, async ({ query }) => listTopics(store, query.brandId))
}

import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { readTrends } from '../../shared/domain/trends/read.ts'
import type { RouteHandlers } from './route-handler.ts'

/** The manager's page. */
export function addTrendRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.trends, async ({ viewer, query }) => readTrends(store, viewer, query))
}

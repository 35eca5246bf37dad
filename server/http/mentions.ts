import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { countLanes } from '../../shared/domain/mentions/counts.ts'
import { readMention } from '../../shared/domain/mentions/detail.ts'
import { listMentions } from '../../shared/domain/mentions/list.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Lists, counts and single mentions. */
export function addMentionRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.mentions, async ({ viewer, query: { cursor, limit, ...filter } }) =>
    listMentions(store, viewer, filter, { cursor, limit }),
  )

  handle(routes.laneCounts, async ({ viewer, query }) => countLanes(store, viewer, query.brandId))

  handle(routes.mention, async ({ viewer, params }) => readMention(store, viewer, params.id))
}

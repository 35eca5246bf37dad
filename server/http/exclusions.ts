import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addExclusion } from '../../shared/domain/exclusions/add.ts'
import { changeExclusion } from '../../shared/domain/exclusions/change.ts'
import { listExclusions } from '../../shared/domain/exclusions/list.ts'
import { previewExclusion } from '../../shared/domain/exclusions/preview.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { previewsInTurn } from './previews-in-turn.ts'
import type { RouteHandlers } from './route-handler.ts'

/** What brands do not want to hear. What a decision means for mentions that are there, workers see within a second. */
export function addExclusionRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  const inTurn = previewsInTurn()
  handle(routes.exclusions, async () => ({ exclusions: await listExclusions(store) }))

  handle(routes.previewExclusion, async ({ body }) => inTurn(() => previewExclusion(store, tools, body)))

  handle(routes.addExclusion, async ({ body, viewer }) => addExclusion(store, viewer, body))

  handle(routes.changeExclusion, async ({ params, body, viewer }) =>
    changeExclusion(store, viewer, params.id, body),
  )
}

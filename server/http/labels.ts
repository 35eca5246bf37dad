import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addLabel } from '../../shared/domain/labels/add.ts'
import { changeLabel, removeLabel } from '../../shared/domain/labels/change.ts'
import { listLabels } from '../../shared/domain/labels/list.ts'
import { previewLabel } from '../../shared/domain/labels/preview.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { previewsInTurn } from './previews-in-turn.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Labels that mentions get by rule. Mentions that are there get them from workers, who see it within a second. */
export function addLabelRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  const inTurn = previewsInTurn()
  handle(routes.labels, async () => ({ labels: await listLabels(store) }))

  handle(routes.previewLabel, async ({ body }) => inTurn(() => previewLabel(store, tools, body)))

  handle(routes.addLabel, async ({ body, viewer }) => addLabel(store, viewer, body))

  handle(routes.changeLabel, async ({ params, body, viewer }) => changeLabel(store, viewer, params.id, body))

  handle(routes.removeLabel, async ({ params, viewer }) => removeLabel(store, viewer, params.id))
}

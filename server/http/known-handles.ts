import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addKnownHandle, removeKnownHandle } from '../../shared/domain/known-handles/change.ts'
import { listKnownHandles } from '../../shared/domain/known-handles/list.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Handles of our own people and partners. */
export function addKnownHandleRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.knownHandles, async () => ({ handles: await listKnownHandles(store) }))

  handle(routes.addKnownHandle, async ({ body }) => addKnownHandle(store, body))

  handle(routes.removeKnownHandle, async ({ params }) => removeKnownHandle(store, params.id))
}

import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { changeSettings } from '../../shared/domain/settings/change.ts'
import { readSettings } from '../../shared/domain/settings/read.ts'
import type { RouteHandlers } from './route-handler.ts'

/** What is set for the whole workspace. */
export function addSettingRoutes({ handle }: RouteHandlers, store: Store): void {
  handle(routes.settings, async () => readSettings(store.db))
  handle(routes.changeSettings, async ({ body }) => {
    const settings = await changeSettings(store.db, body)
    store.poke({ about: 'setup', what: 'brands' })
    return settings
  })
}

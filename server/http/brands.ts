import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addBrand } from '../../shared/domain/brands/add.ts'
import { changeBrand } from '../../shared/domain/brands/change.ts'
import { listBrands } from '../../shared/domain/brands/list.ts'
import { previewBrand } from '../../shared/domain/brands/preview.ts'
import { proposeBrand } from '../../shared/domain/brands/propose.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { previewsInTurn } from './previews-in-turn.ts'
import type { RouteHandlers } from './route-handler.ts'

/** Brands and their queries. What a change leaves for workers to do stands in the database: they see it within a second. */
export function addBrandRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  const inTurn = previewsInTurn()
  handle(routes.brands, async () => ({ brands: await listBrands(store) }))

  handle(routes.addBrand, async ({ body }) => {
    const brand = await addBrand(store.db, body)
    store.poke({ about: 'setup', what: 'brands' })
    return brand
  })

  handle(routes.changeBrand, async ({ params, body, viewer }) => changeBrand(store, viewer, params.id, body))

  handle(routes.proposeBrand, async ({ body }) => proposeBrand(tools.connectors, body.name))

  handle(routes.previewBrand, async ({ body }) => inTurn(() => previewBrand(store, tools, body)))
}

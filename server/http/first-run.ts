import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addBrand } from '../../shared/domain/brands/add.ts'
import { checkQueries } from '../../shared/domain/brands/check-queries.ts'
import { proposeBrand } from '../../shared/domain/brands/propose.ts'
import { addFeed } from '../../shared/domain/feeds/add.ts'
import { discoverFeeds } from '../../shared/domain/feeds/discover.ts'
import { testFeed } from '../../shared/domain/feeds/test.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { isFirstRunNeeded, makeFirstAdmin } from '../../shared/domain/people/first-admin.ts'
import { Problem } from '../../shared/runtime/problem.ts'
import { createTurnstile } from '../../shared/runtime/turnstile.ts'
import type { RouteHandlers } from './route-handler.ts'
import { beginSession } from './session.ts'

/** Whoever finds an Earshot that nobody has set up must not make it ask the web without end. */
const lookups = { atOnce: 6, waiting: 30, retryAfterSeconds: 10 }

/** The wizard that a fresh Earshot starts with. Once there is an admin, only the question whether it is needed is answered. */
export function addFirstRunRoutes(
  { handlePublic }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  handlePublic(routes.firstRunState, async () => ({ needed: await isFirstRunNeeded(store.db) }))

  const inTurn = createTurnstile(lookups.atOnce, { longestLine: lookups.waiting, refuse: tooMany })

  handlePublic(routes.firstRunTestFeed, async ({ body }) => inTurn(() => testFeed(tools, store.db, body)))

  handlePublic(routes.firstRunPropose, async ({ body }) => proposeBrand(tools.connectors, body.name))

  handlePublic(routes.firstRunDiscover, async ({ body }) => ({
    feeds: await inTurn(() => discoverFeeds(tools, store.db, body.url)),
  }))

  handlePublic(routes.firstRunCheck, async ({ body }) => void checkQueries(body.queries))

  handlePublic(routes.firstRun, async ({ body, request }) => {
    const admin = await store.db.transaction().execute(async (tx) => {
      const person = await makeFirstAdmin(tx, body.admin)
      await addBrand(tx, body.brand)
      for (const feed of body.feeds) await addFeed(tools, tx, feed)
      return person
    })
    store.poke({ about: 'setup', what: 'brands' })
    store.poke({ about: 'setup', what: 'feeds' })
    await beginSession(request, admin)
    return admin
  })
}

const tooMany = () =>
  new Problem('too_many_attempts', 'Too much is looked up at once. Wait some seconds, then try again.', {
    facts: { retryAfterSeconds: lookups.retryAfterSeconds },
  })

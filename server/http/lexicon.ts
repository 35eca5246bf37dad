import { routes } from '../../shared/contract/routes.ts'
import type { Store } from '../../shared/database/store.ts'
import { addLexiconEntry } from '../../shared/domain/lexicon/add.ts'
import { changeLexiconEntry, removeLexiconEntry } from '../../shared/domain/lexicon/change.ts'
import { listLexicon } from '../../shared/domain/lexicon/list.ts'
import { offerLexicon } from '../../shared/domain/lexicon/offer.ts'
import { previewLexicon } from '../../shared/domain/lexicon/preview.ts'
import type { ListeningTools } from '../../shared/domain/listening/tools.ts'
import { listRescorings } from '../../shared/domain/rescoring/list.ts'
import { previewsInTurn } from './previews-in-turn.ts'
import type { RouteHandlers } from './route-handler.ts'

/** How words count for a brand. What a decision means for mentions that are there, workers see within a second. */
export function addLexiconRoutes(
  { handle }: RouteHandlers,
  { store, tools }: { store: Store; tools: ListeningTools },
): void {
  const inTurn = previewsInTurn()
  handle(routes.lexicon, async () => ({ entries: await listLexicon(store) }))

  handle(routes.previewLexicon, async ({ body }) => inTurn(() => previewLexicon(store, tools, body)))

  handle(routes.offerLexicon, async ({ params }) => ({ offer: await offerLexicon(store, tools, params.id) }))

  handle(routes.addLexiconEntry, async ({ body, viewer }) => addLexiconEntry(store, viewer, body))

  handle(routes.changeLexiconEntry, async ({ params, body, viewer }) =>
    changeLexiconEntry(store, viewer, params.id, body),
  )

  handle(routes.removeLexiconEntry, async ({ params, viewer }) =>
    removeLexiconEntry(store, viewer, params.id),
  )

  handle(routes.rescorings, async () => ({ rescorings: await listRescorings(store) }))
}

import { routes } from '../../shared/contract/routes.ts'
import type { MoveBody } from '../../shared/contract/move-bodies.ts'
import { moveKinds, type MoveKind } from '../../shared/contract/triage.ts'
import type { Store } from '../../shared/database/store.ts'
import type { Move } from '../../shared/domain/triage/move.ts'
import { moves } from '../../shared/domain/triage/moves.ts'
import { createPokeNowAndThen } from './poke-now-and-then.ts'
import type { RouteHandlers } from './route-handler.ts'

/** One route for each move of the state machine. */
export function addTriageRoutes({ handle }: RouteHandlers, store: Store): void {
  const tellOfLabels = createPokeNowAndThen(store.poke, { about: 'setup', what: 'trust' })
  for (const kind of moveKinds) {
    const move = moves[kind] as Move<MoveKind>
    handle(routes[kind], async ({ viewer, params, body, idempotencyKey }) => {
      const moved = await move(store, viewer, params.id, body as MoveBody<MoveKind>, idempotencyKey)
      // What is counted from labels, such as the agreement with the scorer.
      if (kind === 'correct' || kind === 'undo') tellOfLabels()
      return moved
    })
  }
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { ProblemError } from '../../lib/problem-error.ts'
import { problemText } from '../../lib/problem-text.ts'
import { colleaguesQuery } from '../../lib/queries/colleagues.ts'
import type { PlannedMove } from '../../lib/send-move.ts'
import { useViewer } from '../../lib/viewer.ts'
import { showToast } from '../../ui/toast-store.ts'

export type Moves = {
  /** Makes a move: shown at once, taken back with a reason when the server refuses. Resolves to whether it was made. */
  make: (card: MentionCard, move: PlannedMove) => Promise<boolean>
  /** Takes back the last move made here, within ten seconds; gives the mention it was about. */
  undo: () => Promise<number | null>
}

type Work = typeof import('./make-move.ts')

/** How moves are made: no part of the first screen, but there before anybody can open a mention. */
let work: Work | null = null
const load = async (): Promise<Work> => (work ??= await import('./make-move.ts'))

/**
 * Every move of triage, for the person at the screen.
 * @param onReturn opens a mention again whose move was taken back or refused.
 * @param onNotUs offered after a mention was dismissed as not about us: keeps such posts out.
 */
export function useMoves(onReturn: (mentionId: number) => void, onNotUs: (card: MentionCard) => void): Moves {
  const client = useQueryClient()
  const viewer = useViewer()
  const people = useQuery(colleaguesQuery).data
  useEffect(() => void load().catch(() => undefined), [])
  return useMemo(() => {
    const mover = { client, viewer, people: people ?? [], onReturn, onNotUs }
    return {
      make: (card, move) => withWork((by) => by.makeMove(mover, card, move), false),
      undo: () => withWork((by) => by.undoLast(mover), null),
    }
  }, [client, viewer, people, onReturn, onNotUs])
}

/** At once where it is loaded; `otherwise` where it cannot be. */
async function withWork<T>(make: (work: Work) => Promise<T>, otherwise: T): Promise<T> {
  const loaded = work ?? (await load().catch(() => null))
  if (loaded !== null) return make(loaded)
  showToast({ words: problemText(new ProblemError('unreachable', '')), tone: 'problem' })
  return otherwise
}

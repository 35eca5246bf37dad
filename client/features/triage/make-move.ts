import type { QueryClient } from '@tanstack/react-query'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { PersonRef } from '../../../shared/contract/person.ts'
import { undoSeconds } from '../../../shared/contract/triage.ts'
import { isProblem } from '../../lib/problem-error.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { sendMove, type Made, type PlannedMove } from '../../lib/send-move.ts'
import { currentLiveCache } from '../../live/current-cache.ts'
import { clearExpected, expectCard } from '../../live/overlay.ts'
import { dismissToast, showToast } from '../../ui/toast-store.ts'
import { readDraft, writeDraft } from './draft.ts'
import { expectedCard } from './expected-card.ts'
import { madeText, refusedText } from './move-text.ts'

/** Who moves, at which screen. */
export type Mover = {
  client: QueryClient
  viewer: PersonRef
  people: readonly PersonRef[]
  /** Opens a mention again whose move was taken back or refused. */
  onReturn: (mentionId: number) => void
  /** Offered after a mention was dismissed as not about us: keeps such posts out. */
  onNotUs: (card: MentionCard) => void
}

/** The last move that was made at this screen, for undo. */
let last: { mentionId: number; move: PlannedMove; at: number; toast: number | null } | null = null

/** Makes a move: shown at once, taken back with a reason when the server refuses. Resolves to whether it was made. */
export async function makeMove(mover: Mover, card: MentionCard, move: PlannedMove): Promise<boolean> {
  const { client, viewer, people, onReturn, onNotUs } = mover
  expectCard(expectedCard(card, move, viewer, people, new Date()))
  // Undo is of the last move: what stands of an earlier one would offer to take back this one.
  if (last?.toast != null) dismissToast(last.toast)
  const words = madeText(move, card)
  const action = { label: 'Undo', keys: 'z', onAction: () => void undoLast(mover) }
  const notUs = move.kind === 'dismiss' && move.body.reason === 'not_about_us'
  const also = { label: 'Keep such posts out', onAction: () => onNotUs(card) }
  const toast =
    words === null ? null : showToast({ words, seconds: undoSeconds, action, ...(notUs && { also }) })
  const own = { mentionId: card.id, move, at: performance.now(), toast }
  last = own
  try {
    settle(client, await sendMove(card.id, move))
    return true
  } catch (error) {
    if (toast !== null) dismissToast(toast)
    if (last === own) last = null
    clearExpected(card.id)
    showToast({
      words: refusedText(error),
      tone: 'problem',
      seconds: 12,
      // A closing move led on to the next mention; this one may hold a draft.
      ...(words !== null && { action: { label: 'Show it', onAction: () => onReturn(card.id) } }),
    })
    if (!isProblem(error, 'unreachable')) refresh(client, card.id)
    return false
  }
}

/** Takes back the last move made here, within ten seconds; gives the mention it was about. */
export async function undoLast({ client, viewer, onReturn }: Mover): Promise<number | null> {
  const made = last
  last = null
  if (made === null || performance.now() - made.at > undoSeconds * 1000) {
    showToast({ words: 'There is no move of the last ten seconds to take back.' })
    return null
  }
  if (made.toast !== null) dismissToast(made.toast)
  try {
    const undone = await sendMove(made.mentionId, { kind: 'undo', body: {} })
    bringBackWords(viewer.id, made.mentionId, made.move)
    settle(client, undone)
    showToast({ words: 'Taken back.', seconds: 4 })
    onReturn(made.mentionId)
    return made.mentionId
  } catch (error) {
    showToast({ words: refusedText(error), tone: 'problem' })
    return null
  }
}

/** What was written stands in its field again when the move that sent it is taken back. */
function bringBackWords(personId: number, mentionId: number, move: PlannedMove): void {
  const draft = readDraft(personId, mentionId)
  if (move.kind === 'answer')
    writeDraft(personId, mentionId, { ...draft, answer: move.body.text, replyUrl: move.body.replyUrl ?? '' })
  if (move.kind === 'note') writeDraft(personId, mentionId, { ...draft, note: move.body.text })
}

/** The server's word replaces what was expected. */
function settle(client: QueryClient, { card }: Made): void {
  currentLiveCache()?.card(card)
  clearExpected(card.id)
  void client.invalidateQueries({ queryKey: queryKeys.mentionDetail(card.id) })
}

/** After a refusal what is shown may be old. */
function refresh(client: QueryClient, id: number): void {
  void client.invalidateQueries({ queryKey: queryKeys.mentionDetail(id) })
  void client.invalidateQueries({ queryKey: queryKeys.mentionLists })
}

import { useSyncExternalStore } from 'react'
import type { MentionCard } from '../../shared/contract/mention.ts'

/**
 * Moves that are on their way, as the cards that they will probably make. They lie over what the server said and
 * are never mixed into it: when a move fails, taking its card away is the whole rollback.
 */
let overlay: ReadonlyMap<number, MentionCard> = new Map()
const listeners = new Set<() => void>()

/** Shows a mention as this card until `clearExpected`. */
export function expectCard(card: MentionCard): void {
  set(new Map(overlay).set(card.id, card))
}

/** Shows a mention as the server said again. */
export function clearExpected(id: number): void {
  if (!overlay.has(id)) return
  const next = new Map(overlay)
  next.delete(id)
  set(next)
}

/** The expected cards by mention. */
export function useExpectedCards(): ReadonlyMap<number, MentionCard> {
  return useSyncExternalStore(subscribe, () => overlay)
}

function set(next: ReadonlyMap<number, MentionCard>): void {
  overlay = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

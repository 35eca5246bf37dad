import { useSyncExternalStore } from 'react'
import type { MentionCard } from '../../shared/contract/mention.ts'

const kept = 500

const cards = new Map<number, MentionCard>()
/** Grows whenever something was heard, so that who looks at many cards knows when to look again. */
let times = 0
const listeners = new Set<() => void>()

/** Remembers the newest card of a mention that live changes or replies brought; the last 500 mentions. */
export function hearCards(heard: readonly MentionCard[]): void {
  for (const card of heard) {
    if ((cards.get(card.id)?.version ?? -1) > card.version) continue
    cards.delete(card.id)
    cards.set(card.id, card)
  }
  for (const id of cards.keys()) {
    if (cards.size <= kept) break
    cards.delete(id)
  }
  times++
  for (const listener of listeners) listener()
}

/** How mentions stand as far as this page heard, each at least as new as the card given. */
export function useHeardCards(given: readonly MentionCard[]): readonly MentionCard[] {
  useSyncExternalStore(subscribe, () => times)
  return given.map((card) => newer(card))
}

/** How a mention stands as far as this page heard, at least as new as the card given: for rows that left a list. */
export function useHeardCard(card: MentionCard): MentionCard {
  useSyncExternalStore(subscribe, () => cards.get(card.id))
  return newer(card)
}

function newer(card: MentionCard): MentionCard {
  const heard = cards.get(card.id)
  return heard !== undefined && heard.version > card.version ? heard : card
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

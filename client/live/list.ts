import type { InfiniteData } from '@tanstack/react-query'
import type { MentionCard, MentionPage } from '../../shared/contract/mention.ts'

/**
 * A page as it is cached. `tail` is the last card that the server gave with it, kept when that card itself has
 * gone: it says how far the loaded part of the list reaches, and the next cursor starts right behind it. Null when
 * the list ends with this page.
 */
export type CachedPage = MentionPage & { tail: MentionCard | null }

/** A list as the query cache holds it. */
export type CachedList = InfiniteData<CachedPage, string | null>

/** A page as it came from the server, ready to be cached. */
export function toCachedPage(page: MentionPage): CachedPage {
  return { ...page, tail: page.nextCursor === null ? null : (page.mentions.at(-1) ?? null) }
}

/** All cards in order. A card that is on two pages for a moment counts once, as its newest version. */
export function cardsOf(list: CachedList): MentionCard[] {
  const newest = new Map<number, MentionCard>()
  for (const page of list.pages)
    for (const card of page.mentions) {
      const known = newest.get(card.id)
      if (known === undefined || card.version > known.version) newest.set(card.id, card)
    }
  return list.pages.flatMap((page) => page.mentions.filter((card) => newest.get(card.id) === card))
}

import type { MentionCard } from '../../shared/contract/mention.ts'
import { useHeardCard, useHeardCards } from './heard-cards.ts'
import { useExpectedCards } from './overlay.ts'

/** How a mention stands now as far as this page knows: the move on its way, else what was heard, else the card given. */
export function useNewestCard(card: MentionCard): MentionCard {
  return newest(useHeardCard(card), useExpectedCards().get(card.id))
}

/** The same of several. */
export function useNewestCards(cards: readonly MentionCard[]): readonly MentionCard[] {
  const expected = useExpectedCards()
  return useHeardCards(cards).map((heard) => newest(heard, expected.get(heard.id)))
}

function newest(heard: MentionCard, expected: MentionCard | undefined): MentionCard {
  return expected !== undefined && expected.version >= heard.version ? expected : heard
}

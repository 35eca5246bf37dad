import type { MentionCard } from '../../shared/contract/mention.ts'
import { useHeardCard } from './heard-cards.ts'
import { useExpectedCards } from './overlay.ts'

/** How a mention stands now as far as this page knows: the move on its way, else what was heard, else the card given. */
export function useNewestCard(card: MentionCard): MentionCard {
  const heard = useHeardCard(card)
  const expected = useExpectedCards().get(card.id)
  return expected !== undefined && expected.version >= heard.version ? expected : heard
}

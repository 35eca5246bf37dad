import { useQuery } from '@tanstack/react-query'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { useExpectedCards } from '../../live/overlay.ts'
import { mentionDetailQuery } from '../../lib/queries/mention-detail.ts'

/**
 * The open mention's card: expected, from its detail, or from the list while the detail loads; and where it is opened
 * on the web: where answers go, else the post itself.
 */
export function useOpenCard(
  id: number | undefined,
  list: readonly MentionCard[],
): { card: MentionCard | undefined; address: string | null } {
  const expected = useExpectedCards()
  const detail = useQuery({ ...mentionDetailQuery(id ?? 0), enabled: id !== undefined })
  if (id === undefined) return { card: undefined, address: null }
  const card = expected.get(id) ?? detail.data?.card ?? list.find((each) => each.id === id)
  return { card, address: detail.data?.replyUrl ?? card?.url ?? null }
}

import { useQuery } from '@tanstack/react-query'
import type { MentionCard } from '../../../shared/contract/mention.ts'
import { useExpectedCards } from '../../live/overlay.ts'
import { mentionDetailQuery } from './mention-detail-query.ts'

/** The open mention's card: expected, from its detail, or from the list while the detail loads. */
export function useOpenCard(id: number | undefined, list: readonly MentionCard[]): MentionCard | undefined {
  const expected = useExpectedCards()
  const detail = useQuery({ ...mentionDetailQuery(id ?? 0), enabled: id !== undefined })
  if (id === undefined) return undefined
  return expected.get(id) ?? detail.data?.card ?? list.find((card) => card.id === id)
}

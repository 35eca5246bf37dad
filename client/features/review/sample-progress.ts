import type { MentionCard } from '../../../shared/contract/mention.ts'

/** Whether somebody has said how it sounds. */
export function isLookedAt({ sentiment }: Pick<MentionCard, 'sentiment'>): boolean {
  return sentiment.corrected !== null
}

/** Complaints that the sample has found: people call them negative. */
export function foundIn(cards: readonly MentionCard[]): MentionCard[] {
  return cards.filter((card) => isLookedAt(card) && card.sentiment.label === 'negative')
}

/**
 * The next one to look at after a place in the sample, from its beginning again at its end.
 * @param passed ids that are skipped for now.
 * @returns undefined when none is left.
 */
export function nextToLookAt(
  cards: readonly MentionCard[],
  passed: ReadonlySet<number>,
  afterId: number | undefined,
): MentionCard | undefined {
  const after = cards.findIndex(({ id }) => id === afterId) + 1
  return [...cards.slice(after), ...cards.slice(0, after)].find(
    (card) => !isLookedAt(card) && !passed.has(card.id),
  )
}

/** The one before a place in the sample, looked at or not; at the beginning, and after the end, the last. */
export function oneBefore(cards: readonly MentionCard[], id: number | undefined): MentionCard | undefined {
  const place = cards.findIndex((card) => card.id === id)
  return cards.at(place === -1 ? -1 : place - 1)
}

import type { MentionCard } from '../../../shared/contract/mention.ts'
import type { Sample } from '../../../shared/contract/trust.ts'

/** Whether somebody has said how it sounds. */
export function isLookedAt({ sentiment }: Pick<MentionCard, 'sentiment'>): boolean {
  return sentiment.corrected !== null
}

/** Complaints that the sample has found: people call them negative. */
export function foundIn(cards: readonly MentionCard[]): MentionCard[] {
  return cards.filter((card) => isLookedAt(card) && card.sentiment.label === 'negative')
}

/**
 * What the samples of a month have shown, with what was heard of the newest one since it was counted: its figures and
 * those of the month stand side by side.
 * @param cards the sample's mentions as they stand now.
 */
export function countedNow(
  { drawn, reviewed, missed, mentions }: Sample,
  cards: readonly MentionCard[],
): Pick<Sample, 'drawn' | 'reviewed' | 'missed'> {
  const since = (count: (of: readonly MentionCard[]) => number): number => count(cards) - count(mentions)
  return {
    drawn,
    reviewed: reviewed + since((of) => of.filter(isLookedAt).length),
    missed: missed + since((of) => foundIn(of).length),
  }
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

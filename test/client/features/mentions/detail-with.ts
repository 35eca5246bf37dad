import type { MentionCard, MentionDetail } from '../../../../shared/contract/mention.ts'
import type { Contribution, ShownUrgency } from '../../../../shared/contract/sentiment.ts'
import { cardWith } from '../../live/server-model.ts'

/** Where these words stand in the text, as spans have it. */
const placeOf = (text: string, words: string) => {
  const start = text.indexOf(words)
  return { field: 'text' as const, start, end: start + words.length, text: words }
}

export const word = (text: string, words: string, weight: number, why = ''): Contribution => ({
  ...placeOf(text, words),
  weight,
  why,
})

export const reason = (
  text: string,
  words: string,
  kind: ShownUrgency['kind'],
  why: string,
): ShownUrgency => ({ ...placeOf(text, words), kind, why })

/** A mention, whole, of which only what is given matters. */
export function detailWith({
  card = {},
  ...parts
}: Partial<Omit<MentionDetail, 'card'>> & { card?: Partial<MentionCard> }): MentionDetail {
  return {
    card: { ...cardWith({ id: 1 }), ...card },
    text: '',
    authorUrl: null,
    replyUrl: null,
    engagement: null,
    notQueued: null,
    feed: { id: 1, title: 'Town forum' },
    brand: { id: 1, name: 'Acme', answerWithinMinutes: 1440 },
    contributions: [],
    constant: null,
    cues: [],
    urgency: [],
    matches: [],
    seenIn: [],
    story: [],
    history: [],
    earlier: [],
    revision: 1,
    ...parts,
  }
}

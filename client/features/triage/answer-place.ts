import type { MentionDetail } from '../../../shared/contract/mention.ts'

/** Where a person can post the answer: the source's own place for replies, else the post itself. */
export type AnswerPlace = { url: string; original: boolean }

/** @returns null when the source gives no address. */
export function answerPlace({
  replyUrl,
  card,
}: Pick<MentionDetail, 'replyUrl' | 'card'>): AnswerPlace | null {
  if (replyUrl !== null && replyUrl !== card.url) return { url: replyUrl, original: false }
  return card.url === null ? null : { url: card.url, original: true }
}

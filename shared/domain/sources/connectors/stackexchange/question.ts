import { z } from 'zod'
import { cleanItem, plainText } from '../../clean-item.ts'
import type { Item } from '../../item.ts'

const count = z.number().nullish()

/** A question as the API gives it, as far as it is used. */
export const stackQuestion = z.object({
  question_id: z.number().int(),
  link: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  creation_date: z.number(),
  score: count,
  answer_count: count,
  view_count: count,
  tags: z.array(z.string()).nullish(),
  owner: z.object({ display_name: z.string().nullish(), link: z.string().nullish() }).nullish(),
})
export type StackQuestion = z.infer<typeof stackQuestion>

/** Titles and names come as HTML too. The licence (CC BY-SA) asks for the author and the link, which an item has. */
export function itemOfQuestion(question: StackQuestion, now: Date): Item {
  const { tags, owner } = question
  return cleanItem(
    {
      externalId: question.question_id,
      url: question.link,
      title: plainText(question.title),
      text: [plainText(question.body ?? ''), tags && tags.length > 0 ? `Tags: ${tags.join(', ')}` : '']
        .filter((part) => part !== '')
        .join('\n'),
      author: owner?.display_name ? plainText(owner.display_name) : null,
      authorUrl: owner?.link,
      publishedAt: new Date(question.creation_date * 1000),
      threadKey: question.link,
      engagement: {
        likes: question.score,
        replies: question.answer_count,
        views: question.view_count,
      },
    },
    now,
  )
}

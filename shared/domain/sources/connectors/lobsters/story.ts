import { z } from 'zod'
import { cleanItem, plainText } from '../../clean-item.ts'
import type { Item } from '../../item.ts'

const count = z.number().nullish()

/** A story as the site gives it, as far as it is used. Older versions say more about the person than the name. */
export const story = z.object({
  short_id: z.string().min(1).max(30),
  created_at: z.string().refine((date) => !Number.isNaN(Date.parse(date)), 'must be a date'),
  title: z.string(),
  url: z.string().nullish(),
  score: count,
  comment_count: count,
  description: z.string().nullish(),
  description_plain: z.string().nullish(),
  comments_url: z.string(),
  submitter_user: z
    .union([z.string(), z.object({ username: z.string() }).transform(({ username }) => username)])
    .nullish(),
  tags: z.array(z.string()).nullish(),
})
export type Story = z.infer<typeof story>

export function itemOfStory(given: Story, site: string, now: Date): Item {
  const { submitter_user: author, description_plain: plain, description, url, tags } = given
  const said = [
    plain ?? plainText(description ?? ''),
    url ?? '',
    tags && tags.length > 0 ? `Tags: ${tags.join(', ')}` : '',
  ]
  return cleanItem(
    {
      externalId: given.short_id,
      url: given.comments_url,
      title: given.title,
      text: said.filter((part) => part !== '').join('\n\n'),
      author,
      authorUrl: author ? `${site}/~${encodeURIComponent(author)}` : null,
      publishedAt: new Date(given.created_at),
      threadKey: `${site}/s/${given.short_id}`,
      engagement: { likes: given.score, replies: given.comment_count },
    },
    now,
  )
}

import { z } from 'zod'
import { cleanItem, plainText } from '../../clean-item.ts'
import type { Item } from '../../item.ts'

const text = z.string().nullish()

/** What the search finds, as far as it is used. Comments carry the title of the story that they are about. */
export const hit = z.object({
  objectID: z.string().regex(/^\d{1,15}$/),
  created_at_i: z.number().int(),
  author: text,
  title: text,
  url: text,
  story_text: text,
  comment_text: text,
  points: z.number().nullish(),
  num_comments: z.number().nullish(),
  story_id: z.number().nullish(),
  story_title: text,
  _tags: z.array(z.string()).nullish(),
})
export type Hit = z.infer<typeof hit>

const page = (id: string | number) => `https://news.ycombinator.com/item?id=${id}`

export function itemOfHit(found: Hit, now: Date): Item {
  const { objectID: id, author, _tags: tags } = found
  const isComment = typeof found.comment_text === 'string' || tags?.includes('comment') === true
  const said = [plainText(found.comment_text ?? found.story_text ?? ''), isComment ? '' : (found.url ?? '')]
  return cleanItem(
    {
      externalId: id,
      url: page(id),
      replyUrl: isComment ? `https://news.ycombinator.com/reply?id=${id}` : null,
      title: plainText(found.title ?? found.story_title ?? ''),
      text: said.filter((part) => part !== '').join('\n\n'),
      author,
      authorUrl: author ? `https://news.ycombinator.com/user?id=${encodeURIComponent(author)}` : null,
      publishedAt: new Date(found.created_at_i * 1000),
      threadKey: page(found.story_id ?? storyOf(tags ?? []) ?? id),
      engagement: { likes: found.points, replies: found.num_comments },
    },
    now,
  )
}

/** Older entries name their story only so. */
const storyOf = (tags: string[]): string | undefined =>
  tags.map((tag) => /^story_(\d+)$/.exec(tag)?.[1]).find((id) => id !== undefined)

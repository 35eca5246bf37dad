import { z } from 'zod'
import { cleanItem, plainText } from '../../clean-item.ts'
import type { Item } from '../../item.ts'
import { markdownToText } from '../../parsing/markdown-text.ts'

const words = z.string().nullish()
const count = z.number().nullish()

/** A post as `posts.json` and `search.json` give it, as far as it is used. */
export const discoursePost = z.object({
  id: z.number().int(),
  topic_id: z.number().int(),
  post_number: z.number().int(),
  username: words,
  name: words,
  created_at: z.string(),
  cooked: words,
  raw: words,
  blurb: words,
  topic_slug: words,
  topic_title: words,
  like_count: count,
  reply_count: count,
  reads: count,
  actions_summary: z
    .array(z.object({ id: z.number(), count }))
    .nullish()
    .catch(null),
  post_type: count,
  hidden: z.boolean().nullish(),
  deleted_at: words,
  user_deleted: z.boolean().nullish(),
})
export type DiscoursePost = z.infer<typeof discoursePost>

/** What stands beside the posts of a search. */
export const discourseTopic = z.object({ id: z.number().int(), slug: words, title: words })
export type DiscourseTopic = z.infer<typeof discourseTopic>

/** Of the kinds of actions on a post: a like. */
const likeAction = 2
/** Written by somebody, or by a moderator; the others tell of closed topics and the like. */
const writtenTypes = new Set([1, 2])

/** Null: it was taken away, or nobody wrote it. */
export function itemOfPost(
  post: DiscoursePost,
  topic: DiscourseTopic | undefined,
  forum: string,
  now: Date,
): Item | null {
  if (post.deleted_at || post.user_deleted || post.hidden) return null
  if (typeof post.post_type === 'number' && !writtenTypes.has(post.post_type)) return null
  const slug = post.topic_slug || topic?.slug || '-'
  const page = `${forum}/t/${encodeURIComponent(slug)}/${post.topic_id}`
  const isFirst = post.post_number === 1
  const likes = post.actions_summary?.find(({ id }) => id === likeAction)?.count
  return cleanItem(
    {
      externalId: post.id,
      // The forum's feeds know a topic, whose text is its first post, by its own address.
      identity: isFirst ? page : `${page}/${post.post_number}`,
      url: `${page}/${post.post_number}`,
      title: isFirst ? plainText(post.topic_title ?? topic?.title ?? '') : '',
      text: post.cooked
        ? plainText(post.cooked)
        : post.raw
          ? markdownToText(post.raw)
          : plainText(post.blurb ?? ''),
      author: post.name || post.username,
      authorUrl: post.username ? `${forum}/u/${encodeURIComponent(post.username)}` : null,
      publishedAt: post.created_at,
      threadKey: `${forum}/t/${post.topic_id}`,
      engagement: { likes: post.like_count ?? likes, replies: post.reply_count, views: post.reads },
    },
    now,
  )
}

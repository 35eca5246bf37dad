import { z } from 'zod'
import { cleanItem } from '../../clean-item.ts'
import type { Item } from '../../item.ts'
import { markdownToText } from '../../parsing/markdown-text.ts'

const words = z.string().nullish()
const count = z.number().nullish()
const flag = z.boolean().nullish()

/** Names that differ between the versions stand beside each other: the older first. */
const dated = { published: words, published_at: words }
const counted = { score: count, upvotes: count }

const lemmyPost = z.object({
  id: z.number(),
  name: z.string(),
  url: words,
  body: words,
  ap_id: z.string(),
  deleted: flag,
  removed: flag,
  ...dated,
  ...counted,
  comments: count,
})
const lemmyComment = z.object({
  id: z.number(),
  content: z.string(),
  ap_id: z.string(),
  deleted: flag,
  removed: flag,
  ...dated,
  ...counted,
  child_count: count,
})
const aggregates = z.object({ ...counted, comments: count, child_count: count }).nullish()

/** A post, or a comment with its post, as Lemmy 0.19 (API v3) and 1.0 (API v4) give them, as far as it is used. */
export const lemmyView = z.object({
  post: lemmyPost,
  comment: lemmyComment.nullish(),
  creator: z.object({ name: z.string(), display_name: words, actor_id: words, ap_id: words }),
  community: z.object({ subscribers: count }).nullish(),
  counts: aggregates,
})
export type LemmyView = z.infer<typeof lemmyView>

/** When it was written, in milliseconds; NaN when it does not say. Lemmy leaves the zone away at times: it is UTC. */
export function writtenAt({ post, comment }: LemmyView): number {
  const { published, published_at: publishedAt } = comment ?? post
  const date = published ?? publishedAt ?? ''
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(date) ? date : `${date}Z`)
}

/** Null: its author or a moderator has taken it away. */
export function itemOfView(view: LemmyView, now: Date): Item | null {
  const { post, comment, creator, community, counts } = view
  const said = comment ?? post
  if (said.deleted || said.removed || post.deleted || post.removed) return null
  const isPicture = /\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)/i.test(post.url ?? '')
  const date = writtenAt(view)
  return cleanItem(
    {
      externalId: said.ap_id,
      identity: said.ap_id,
      url: said.ap_id,
      title: comment ? '' : markdownToText(post.name),
      text: comment ? markdownToText(comment.content) : textOf(post, isPicture),
      author: creator.display_name || creator.name,
      authorUrl: creator.actor_id ?? creator.ap_id,
      publishedAt: Number.isNaN(date) ? null : new Date(date),
      threadKey: post.ap_id,
      potentialReach: community?.subscribers,
      engagement: {
        likes: counts?.upvotes ?? said.upvotes ?? counts?.score ?? said.score,
        replies: comment ? (counts?.child_count ?? comment.child_count) : (counts?.comments ?? post.comments),
      },
      media: !comment && isPicture ? [post.url] : [],
    },
    now,
  )
}

/** What is said, and the address it is said about. */
function textOf({ body, url }: LemmyView['post'], isPicture: boolean): string {
  return [body ? markdownToText(body) : '', isPicture ? '' : (url ?? '')]
    .filter((part) => part !== '')
    .join('\n')
}

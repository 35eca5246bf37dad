import { z } from 'zod'
import type { Item } from '../../item.ts'
import { itemOfPost } from '../bluesky/post.ts'

const count = z.number().nullish()

/** A post as the search gives it, as far as it is used. */
export const postView = z.object({
  uri: z.string().regex(/^at:\/\/did:[a-z]+:[\w.:%-]+\/app\.bsky\.feed\.post\/[\w.~:-]+$/),
  author: z.object({ did: z.string().regex(/^did:[a-z]+:[\w.:%-]+$/), handle: z.string() }),
  record: z.unknown(),
  indexedAt: z.string().refine((date) => !Number.isNaN(Date.parse(date)), 'must be a date'),
  likeCount: count,
  repostCount: count,
  quoteCount: count,
  replyCount: count,
})

export function itemOfView(view: z.infer<typeof postView>, now: Date): Item {
  const { uri, author, record, likeCount, repostCount, quoteCount, replyCount } = view
  const shares = (repostCount ?? 0) + (quoteCount ?? 0)
  return itemOfPost(
    {
      rkey: uri.slice(uri.lastIndexOf('/') + 1),
      author: { did: author.did, handle: author.handle, followers: null },
      record,
      engagement: {
        ...(typeof likeCount === 'number' && { likes: likeCount }),
        ...(typeof repostCount === 'number' && { shares }),
        ...(typeof replyCount === 'number' && { replies: replyCount }),
      },
    },
    now,
  )
}

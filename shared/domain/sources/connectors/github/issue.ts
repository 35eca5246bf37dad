import { z } from 'zod'
import { cleanItem } from '../../clean-item.ts'
import type { Item } from '../../item.ts'
import { markdownToText } from '../../parsing/markdown-text.ts'

const count = z.number().nullish()
const user = z
  .object({ login: z.string(), html_url: z.string().nullish(), url: z.string().nullish() })
  .nullish()

/** An issue or pull request as the search gives it, as far as it is used. */
export const githubIssue = z.object({
  html_url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  user,
  created_at: z.string(),
  comments: count,
  reactions: z.object({ total_count: count }).nullish().catch(null),
})

/** A discussion as GraphQL gives it. */
export const githubDiscussion = z.object({
  url: z.string(),
  title: z.string(),
  body: z.string().nullish(),
  author: user,
  createdAt: z.string(),
  comments: z.object({ totalCount: count }).nullish(),
  reactions: z.object({ totalCount: count }).nullish(),
})

export function itemOfIssue(issue: z.infer<typeof githubIssue>, now: Date): Item {
  return cleanItem(
    {
      externalId: issue.html_url,
      url: issue.html_url,
      // Titles are plain text, marks and all.
      title: issue.title,
      text: markdownToText(issue.body ?? ''),
      author: issue.user?.login,
      authorUrl: issue.user?.html_url,
      publishedAt: issue.created_at,
      threadKey: issue.html_url,
      engagement: { likes: issue.reactions?.total_count, replies: issue.comments },
    },
    now,
  )
}

export function itemOfDiscussion(discussion: z.infer<typeof githubDiscussion>, now: Date): Item {
  return cleanItem(
    {
      externalId: discussion.url,
      url: discussion.url,
      title: discussion.title,
      text: markdownToText(discussion.body ?? ''),
      author: discussion.author?.login,
      authorUrl: discussion.author?.url,
      publishedAt: discussion.createdAt,
      threadKey: discussion.url,
      engagement: { likes: discussion.reactions?.totalCount, replies: discussion.comments?.totalCount },
    },
    now,
  )
}

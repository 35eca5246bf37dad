import { z } from 'zod'
import { cleanItem } from '../../clean-item.ts'
import type { Item } from '../../item.ts'
import { markdownToText } from '../../parsing/markdown-text.ts'

const count = z.number().nullish()
const text = z.string().nullish()

/** A film as the search gives it, as far as it is used. `url` is the same on all servers. */
export const video = z.object({
  uuid: z.string().min(1).max(100),
  url: z.string(),
  name: z.string(),
  description: text,
  truncatedDescription: text,
  language: z.object({ id: text }).nullish(),
  views: count,
  likes: count,
  comments: count,
  publishedAt: z.string().refine((date) => !Number.isNaN(Date.parse(date)), 'must be a date'),
  thumbnailUrl: text,
  thumbnailPath: text,
  previewPath: text,
  account: z.object({ displayName: text, name: text, host: text, url: text }).nullish(),
})
export type Video = z.infer<typeof video>

export function itemOfVideo(film: Video, now: Date): Item {
  const { account, language } = film
  const picture = film.thumbnailUrl ?? pathOn(film.url, film.previewPath ?? film.thumbnailPath)
  return cleanItem(
    {
      externalId: film.uuid,
      url: film.url,
      title: film.name,
      text: markdownToText(film.description ?? film.truncatedDescription ?? ''),
      author:
        account?.displayName ||
        (account?.name && account.host ? `${account.name}@${account.host}` : account?.name),
      authorUrl: account?.url,
      publishedAt: new Date(film.publishedAt),
      language: language?.id,
      threadKey: film.url,
      engagement: { likes: film.likes, replies: film.comments, views: film.views },
      media: [picture],
    },
    now,
  )
}

const pathOn = (url: string, path: string | null | undefined): string | null =>
  path && URL.canParse(path, url) ? new URL(path, url).href : null

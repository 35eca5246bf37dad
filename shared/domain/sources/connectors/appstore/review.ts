import { z } from 'zod'
import { cleanItem } from '../../clean-item.ts'
import type { Item } from '../../item.ts'

/** Every value of Apple's JSON is an object with a label. */
const label = z.object({ label: z.string() }).transform(({ label: value }) => value)

const review = z.object({
  id: label,
  title: label.nullish(),
  content: label.nullish(),
  'im:rating': label.pipe(z.string().regex(/^[1-5]$/)),
  'im:version': label.nullish(),
  'im:voteSum': label.nullish(),
  updated: label.nullish(),
  author: z.object({ name: label.nullish(), uri: label.nullish() }).nullish(),
})

/** The list: absent when there is none, the entry itself when there is one. The app stands first in some. */
export const reviewList = z.object({
  feed: z.object({
    entry: z
      .unknown()
      .optional()
      .transform((given) => [given ?? []].flat() as unknown[])
      .transform((entries) => entries.filter(isReview)),
  }),
})

const isReview = (entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'im:rating' in entry

export type App = { id: string; country: string }

/** Where people read the reviews of an app: a single one has no address. */
export const reviewsPage = ({ id, country }: App): string =>
  `https://apps.apple.com/${country}/app/id${id}?see-all=reviews`

const stars = (rating: number): string => '★'.repeat(rating) + '☆'.repeat(5 - rating)

/** @returns null when it is no review. */
export function itemOfReview(entry: unknown, app: App, now: Date): Item | null {
  const read = review.safeParse(entry)
  if (!read.success) return null
  const { id, title, content, author, updated, 'im:rating': rating, 'im:version': version } = read.data
  const said = [content ?? '', version ? `Version ${version}` : '']
  return cleanItem(
    {
      ...ofReview(app, id),
      title: `${stars(Number(rating))} ${title ?? ''}`,
      text: said.filter((part) => part !== '').join('\n\n'),
      author: author?.name,
      authorUrl: author?.uri,
      publishedAt: updated,
      engagement: { likes: Math.max(0, Number(read.data['im:voteSum'] ?? 0)) },
    },
    now,
  )
}

const ofReview = (app: App, id: string) => ({
  externalId: id,
  // All reviews share their address.
  identity: `appstore:${id}`,
  url: reviewsPage(app),
})

/** What the XML form of the list says of ratings, by the id of the review: the feed itself has no word for them. */
export function ratingsIn(xml: string): Map<string, number> {
  return new Map(
    xml.split(/<entry\b/).flatMap((entry) => {
      const id = /<id>\s*(\d{1,20})\s*<\/id>/.exec(entry)?.[1]
      const rating = /<im:rating>\s*([1-5])\s*<\/im:rating>/.exec(entry)?.[1]
      return id === undefined || rating === undefined ? [] : [[id, Number(rating)] as const]
    }),
  )
}

/** A review that came as an entry of a feed. */
export function rated(item: Item, app: App, rating: number): Item {
  return { ...item, ...ofReview(app, item.externalId), title: `${stars(rating)} ${item.title}`.trim() }
}

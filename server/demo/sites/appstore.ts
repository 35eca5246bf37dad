import type { RequestListener } from 'node:http'
import type { Post } from '../posts.ts'
import {
  accountOf,
  escapeHtml,
  headline,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  type Posts,
} from './site.ts'

const pageSize = 50
const pages = 10

/** `json`, `xml`: what Apple's lists do today. */
export type AppStoreOptions = {
  json?: () => 'fine' | 'empty' | 'broken'
  xml?: () => 'fine' | 'empty' | 'broken'
}

/** Apple's lists of reviews, in both of their forms. */
export function appstoreSite(posts: Posts, { json, xml }: AppStoreOptions = {}): RequestListener {
  return (request, response) => {
    const { path } = readCall(request, /\/[a-z]{2}\/rss\//)
    const [, given = '1', form] =
      /^\/[a-z]{2}\/rss\/customerreviews\/(?:page=(\d+)\/)?id=\d+\/sortby=mostrecent\/(json|xml)$/.exec(
        path,
      ) ?? []
    if (form === undefined) return sendPage(response, 'Demo apps', 'A page of the demo.')
    const page = Number(given)
    if (page > pages)
      return sendJson(response, 400, { error: 'CustomerReviews RSS page depth is limited to 10' })
    const health = (form === 'json' ? json : xml)?.() ?? 'fine'
    if (health === 'broken') return void response.writeHead(502).end('Bad gateway')
    const reviews =
      health === 'empty' ? [] : newestFirst(posts()).slice((page - 1) * pageSize, page * pageSize)
    if (form === 'json') {
      const [only] = reviews
      const entry = reviews.length === 1 ? { entry: reviewOf(only!) } : { entry: reviews.map(reviewOf) }
      return sendJson(response, 200, { feed: { ...(reviews.length > 0 && entry), id: { label: path } } })
    }
    response
      .writeHead(200, { 'content-type': 'text/xml; charset=utf-8' })
      .end(
        `<?xml version="1.0" encoding="utf-8"?><feed xmlns:im="http://itunes.apple.com/rss" xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>${path}</id><title>iTunes Store: Customer Reviews</title>${reviews
          .map(
            (post) =>
              `<entry><updated>${post.at.toISOString()}</updated><id>${idOf(post)}</id><title>${escapeHtml(headline(post.text))}</title><content type="text">${escapeHtml(post.text)}</content><im:rating>${ratingOf(post)}</im:rating><im:version>2.4.1</im:version><author><name>${escapeHtml(post.author)}</name></author></entry>`,
          )
          .join('')}</feed>`,
      )
  }
}

/** What is said with a “not” or a “never” deserves few stars. */
const ratingOf = ({ id, text }: Post) =>
  /\b(?:not|never|no|still|worst)\b/i.test(text) ? 1 : 3 + numberFrom(id, 3)
const idOf = ({ id }: Post) => 1_000_000_000 + numberFrom(id, 999_999_999)
const label = (text: string | number) => ({ label: String(text) })

const reviewOf = (post: Post) => ({
  author: {
    uri: label(`https://itunes.apple.com/us/reviews/id${numberFrom(accountOf(post.author), 1e6)}`),
    name: label(post.author),
    label: '',
  },
  updated: label(post.at.toISOString()),
  'im:rating': label(ratingOf(post)),
  'im:version': label('2.4.1'),
  id: label(idOf(post)),
  title: label(headline(post.text)),
  content: { ...label(post.text), attributes: { type: 'text' } },
  'im:voteSum': label(numberFrom(post.id, 9)),
  'im:voteCount': label(9),
})

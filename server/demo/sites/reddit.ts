import type { RequestListener } from 'node:http'
import type { Post } from '../posts.ts'
import {
  accountOf,
  createLimit,
  createNumbering,
  escapeHtml,
  headline,
  holds,
  newestFirst,
  readCall,
  sendPage,
  slugOf,
  type Posts,
} from './site.ts'

const pageSize = 25

export type RedditOptions = {
  /** Requests a minute without a token. */
  limit?: number
  /** A member's, for whom there is no limit. */
  token?: { feed: string; user: string }
}

/** Reddit's feeds: a search, new posts and comments of a subreddit. */
export function redditSite(posts: Posts, { limit = Infinity, token }: RedditOptions = {}): RequestListener {
  const number = createNumbering()
  const count = createLimit(limit, 60)
  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:r\/[^/]+\/)?(?:search|new|comments)\b/)
    if (!path.endsWith('.rss')) return sendPage(response, 'Demo Reddit', 'A page of the demo.')
    const isMember =
      token !== undefined && query.get('feed') === token.feed && query.get('user') === token.user
    if (!isMember && count().exceeded) return void response.writeHead(429).end()
    const numbers = number(posts())
    const subreddit = /^\/r\/([^/]+)\//.exec(path)?.[1] ?? 'all'
    const isComments = path.endsWith('/comments/.rss')
    const entries = newestFirst(posts())
      .filter((post) => holds(post, query.get('q') ?? ''))
      .slice(0, pageSize)
      .map((post) => entryOf(post, numbers.get(post.id)!.toString(36), { base, subreddit, isComments }))
    response
      .writeHead(200, { 'content-type': 'application/atom+xml; charset=UTF-8' })
      .end(
        `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${escapeHtml(request.url ?? '')}</id>` +
          `<link rel="self" href="${escapeHtml(base + (request.url ?? ''))}" type="application/atom+xml"/>` +
          `<link rel="alternate" href="${escapeHtml(`${base}/r/${subreddit}/?${query}`)}" type="text/html"/>` +
          `<title>${escapeHtml(subreddit)}</title>${entries.join('')}</feed>`,
      )
  }
}

function entryOf(
  post: Post,
  id: string,
  { base, subreddit, isComments }: { base: string; subreddit: string; isComments: boolean },
): string {
  const name = `/u/${accountOf(post.author)}`
  const title = headline(post.text)
  const thread = `${base}/r/${subreddit}/comments/${isComments ? 'demo' : id}/${slugOf(title)}/`
  const link = isComments ? `${thread}${id}/` : thread
  const body = `<!-- SC_OFF --><div class="md"><p>${escapeHtml(post.text)}</p></div><!-- SC_ON -->`
  const tail = ` &#32; submitted by &#32; <a href="${base}/user/x"> ${name} </a> <br/> <span><a href="${link}">[link]</a></span> &#32; <span><a href="${link}">[comments]</a></span>`
  return `<entry><author><name>${name}</name><uri>${base}${name}</uri></author><category term="${subreddit}" label="r/${subreddit}"/>
<content type="html">${escapeHtml(isComments ? body : body + tail)}</content><id>${isComments ? 't1' : 't3'}_${id}</id><link href="${link}"/>
<updated>${post.at.toISOString()}</updated>${isComments ? '' : `<published>${post.at.toISOString()}</published>`}
<title>${escapeHtml(isComments ? `${name} on The demo's thread` : title)}</title></entry>`
}

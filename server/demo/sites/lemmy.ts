import type { RequestListener } from 'node:http'
import type { Post } from '../posts.ts'
import {
  accountOf,
  createLimit,
  createNumbering,
  headline,
  holds,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  type Posts,
} from './site.ts'

export type LemmyOptions = {
  title?: string
  /** From 1.0.0 on it speaks version 4 of the API, and no other. */
  version?: () => string
  /** Searches in ten minutes. */
  limit?: number
}

/** A Lemmy instance with a search of posts and comments; each third post is a comment on the one before. */
export function lemmySite(posts: Posts, options: LemmyOptions = {}): RequestListener {
  const { title = 'Demo Lemmy', version = () => '0.19.11' } = options
  const number = createNumbering()
  const count = createLimit(options.limit ?? 60, 600)

  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:api\/|post\/|comment\/|c\/|u\/|search)/)
    if (!path.startsWith('/api/')) return sendPage(response, title, 'A page of the demo.')
    const numbers = number(posts())
    const isNew = Number.parseInt(version(), 10) >= 1
    const api = isNew ? '/api/v4' : '/api/v3'
    if (path === `${api}/site`) {
      return sendJson(response, 200, { version: version(), site_view: { site: { id: 1, name: title } } })
    }
    if (path !== `${api}/search`) return sendJson(response, 404, { error: 'not_found' })
    // It says so with 400.
    if (count().exceeded) return sendJson(response, 400, { error: 'rate_limit_error' })

    const size = Math.min(Number(query.get('limit') ?? 10), 50)
    const kind = (query.get('type_') ?? 'all').toLowerCase()
    const search = query.get(isNew ? 'search_term' : 'q') ?? ''
    const found = newestFirst(posts()).filter((post) => {
      return (kind === 'all' || (kind === 'comments') === isComment(post)) && holds(post, search)
    })
    if (isNew) {
      const from = Number(query.get('page_cursor')?.replace('from-', '') ?? 0)
      const views = found.slice(from, from + size).map((post) => newView(post))
      const more = found.length > from + size ? { next_page: `from-${from + size}` } : {}
      return sendJson(response, 200, { search: views, ...more })
    }
    const page = Number(query.get('page') ?? 1)
    const shown = found.slice((page - 1) * size, page * size)
    sendJson(response, 200, {
      type_: query.get('type_'),
      posts: shown.filter((post) => !isComment(post)).map(oldView),
      comments: shown.filter(isComment).map(oldView),
      communities: [],
      users: [],
    })

    function isComment(post: Post): boolean {
      return (numbers.get(post.id) ?? 0) % 3 === 0
    }

    function parts(post: Post) {
      const id = numbers.get(post.id) ?? 0
      const account = accountOf(post.author)
      const topic = isComment(post) ? id - 1 : id
      const parent = posts().find((other) => numbers.get(other.id) === topic) ?? post
      return {
        id,
        account,
        at: post.at.toISOString(),
        post: {
          id: topic,
          name: headline(parent.text),
          body: parent.text,
          ap_id: `${base}/post/${topic}`,
          deleted: false,
          removed: false,
          nsfw: false,
          language_id: 37,
        },
        comment: {
          id,
          post_id: topic,
          content: post.text,
          path: `0.${id}`,
          ap_id: `${base}/comment/${id}`,
          deleted: false,
          removed: false,
        },
        postedAt: parent.at.toISOString(),
        upvotes: numberFrom(post.id, 60),
        score: numberFrom(post.id, 60) - 1,
      }
    }

    function oldView(post: Post) {
      const { account, at, upvotes, score, ...rest } = parts(post)
      return {
        post: { ...rest.post, published: rest.postedAt },
        ...(isComment(post) && { comment: { ...rest.comment, published: at } }),
        creator: { id: 1, name: account, display_name: post.author, actor_id: `${base}/u/${account}` },
        community: { id: 5, name: 'demo', actor_id: `${base}/c/demo` },
        counts: { score, upvotes, downvotes: 1, [isComment(post) ? 'child_count' : 'comments']: 2 },
      }
    }

    function newView(post: Post) {
      const { account, at, upvotes, score, ...rest } = parts(post)
      const counts = { score, upvotes, downvotes: 1 }
      const own = isComment(post)
      return {
        type_: own ? 'comment' : 'post',
        post: { ...rest.post, published_at: rest.postedAt, ...(!own && { ...counts, comments: 2 }) },
        ...(own && { comment: { ...rest.comment, published_at: at, ...counts, child_count: 2 } }),
        creator: { id: 1, name: account, display_name: post.author, ap_id: `${base}/u/${account}` },
        community: { id: 5, name: 'demo', ap_id: `${base}/c/demo`, subscribers: 1200 },
      }
    }
  }
}

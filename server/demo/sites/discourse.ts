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
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  slugOf,
  type Posts,
} from './site.ts'

export type DiscourseOptions = {
  title?: string
  /** When given, only members who send it see anything. */
  key?: string
  /** Requests in a minute. */
  limit?: number
  /** Whether a post is hidden from the public. */
  hidden?: (post: Post) => boolean
}

const pageSize = 50
const postsInTopic = 4

/** A Discourse forum with its list of posts and its search. */
export function discourseSite(posts: Posts, options: DiscourseOptions = {}): RequestListener {
  const { title = 'Demo Forum', key, hidden = () => false } = options
  const number = createNumbering()
  const count = createLimit(options.limit ?? 60, 60)

  return (request, response) => {
    const { path, query } = readCall(request, /\/(?:posts|search|t\/|u\/|latest|login)/)
    if (!path.endsWith('.json')) return sendPage(response, title, 'A page of the demo.')
    const { exceeded, resetAt } = count()
    if (exceeded) {
      const wait = Math.ceil((resetAt.getTime() - Date.now()) / 1000)
      const refusal = { errors: ['Slow down'], error_type: 'rate_limit', extras: { wait_seconds: wait } }
      return sendJson(response, 429, refusal, { 'retry-after': String(wait) })
    }
    if (key !== undefined && request.headers['api-key'] !== key) {
      return sendJson(response, 403, {
        errors: ['You need to be logged in to do that.'],
        error_type: 'not_logged_in',
      })
    }
    const numbers = number(posts())
    const shown = newestFirst(posts()).filter((post) => !hidden(post))
    const idOf = (post: Post) => numbers.get(post.id) ?? 0

    if (path === '/posts.json') {
      const before = Number(query.get('before') ?? 0)
      const page =
        before > 0
          ? shown.filter((post) => idOf(post) <= before && idOf(post) > before - pageSize)
          : shown.slice(0, pageSize)
      return sendJson(response, 200, {
        latest_posts: page.map((post) => ({
          ...common(post),
          cooked: `<p>${escapeHtml(post.text)}</p>`,
          raw: post.text,
          topic_slug: topicOf(post).slug,
          topic_title: topicOf(post).title,
          post_type: 1,
          reads: numberFrom(`${post.id}r`, 200),
          reply_count: 0,
          actions_summary: [{ id: 2, count: numberFrom(post.id, 9) }],
          hidden: false,
          deleted_at: null,
        })),
      })
    }
    if (path === '/search.json') {
      const q = query.get('q') ?? ''
      const after = /\bafter:(\S+)/.exec(q)?.[1]
      const words = q.replace(/\b(?:order|after|before):\S+/g, ' ').trim()
      if (words.length < 3) return sendJson(response, 400, { errors: ['Your search term is too short.'] })
      const found = shown.filter((post) => holds(post, words) && (!after || post.at >= new Date(after)))
      const from = (Number(query.get('page') ?? 1) - 1) * pageSize
      const page = found.slice(from, from + pageSize)
      const topics = new Map(page.map((post) => [topicOf(post).id, topicOf(post)]))
      return sendJson(response, 200, {
        posts: page.map((post) => ({
          ...common(post),
          blurb: post.text.slice(0, 200),
          like_count: numberFrom(post.id, 9),
        })),
        topics: [...topics.values()],
        users: [],
        grouped_search_result: { more_full_page_results: found.length > from + pageSize ? true : null },
      })
    }
    sendJson(response, 404, {
      errors: ['The requested URL or resource could not be found.'],
      error_type: 'not_found',
    })

    function topicOf(post: Post) {
      const id = Math.floor((idOf(post) - 1) / postsInTopic) + 1
      const first = posts().find((other) => idOf(other) === (id - 1) * postsInTopic + 1) ?? post
      return { id, slug: slugOf(first.text), title: headline(first.text), posts_count: postsInTopic }
    }

    function common(post: Post) {
      return {
        id: idOf(post),
        topic_id: topicOf(post).id,
        post_number: ((idOf(post) - 1) % postsInTopic) + 1,
        username: accountOf(post.author),
        name: post.author,
        created_at: post.at.toISOString(),
      }
    }
  }
}

import type { IncomingMessage, RequestListener } from 'node:http'
import { text as readText } from 'node:stream/consumers'
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

export type GithubOptions = {
  token?: string
  /** Searches in a minute, without the token. */
  limit?: number
  /** Whether a search ran out of time. */
  incomplete?: () => boolean
}

/** Beyond so many results the search gives none. */
const mostResults = 1000

/** GitHub's search for issues and, for those with a token, for discussions; each fifth post is a pull request. */
export function githubSite(posts: Posts, options: GithubOptions = {}): RequestListener {
  const number = createNumbering()
  const count = createLimit(options.limit ?? 10, 60)
  const countMember = createLimit(30, 60)

  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:search\/issues|graphql|demo\/)/)
    const { authorization } = request.headers
    const isMember = options.token !== undefined && authorization === `Bearer ${options.token}`
    if (path !== '/search/issues' && path !== '/graphql')
      return sendPage(response, 'Demo Hub', 'A page of the demo.')
    if (authorization !== undefined && !isMember)
      return sendJson(response, 401, { message: 'Bad credentials' })

    const { limit, remaining, resetAt, exceeded } = isMember ? countMember() : count()
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
      'x-ratelimit-resource': 'search',
    }
    if (exceeded)
      return sendJson(response, 403, { message: 'API rate limit exceeded for 127.0.0.1.' }, headers)
    const numbers = number(posts())
    if (path === '/graphql') {
      if (!isMember)
        return sendJson(
          response,
          401,
          { message: 'This endpoint requires you to be authenticated.' },
          headers,
        )
      void readVariables(request).then(({ q, first }) => {
        const found = search(q)
        sendJson(
          response,
          200,
          {
            data: {
              search: {
                pageInfo: { hasNextPage: found.length > first },
                nodes: found.slice(0, first).map(discussionOf),
              },
            },
          },
          headers,
        )
      })
      return
    }

    const q = query.get('q') ?? ''
    if (!/\bis:(?:issue|pull-request)\b/.test(q)) {
      return sendJson(
        response,
        422,
        { message: 'Query must include "is:issue" or "is:pull-request"' },
        headers,
      )
    }
    const size = Math.min(Number(query.get('per_page') ?? 30), 100)
    const from = (Number(query.get('page') ?? 1) - 1) * size
    if (from >= mostResults) {
      return sendJson(response, 422, { message: 'Only the first 1000 search results are available' }, headers)
    }
    const found = search(q).filter((post) => q.includes(isPull(post) ? 'is:pull-request' : 'is:issue'))
    sendJson(
      response,
      200,
      {
        total_count: found.length,
        incomplete_results: options.incomplete?.() ?? false,
        items: found.slice(from, from + size).map(issueOf),
      },
      headers,
    )

    function isPull(post: Post): boolean {
      return (numbers.get(post.id) ?? 0) % 5 === 0
    }

    function search(asked: string): Post[] {
      const [, after, before] = /created:(?:>=)?([\d:TZ-]+)?(?:\.\.|<=)?([\d:TZ-]+)?/.exec(asked) ?? []
      const words = asked.replace(/\((?:is:\S+ OR is:\S+)\)|\b(?:is|in|created|sort):\S+/g, ' ').trim()
      return newestFirst(posts()).filter((post) => {
        const second = Math.floor(post.at.getTime() / 1000) * 1000
        return (
          holds(post, words) &&
          (!after || second >= Date.parse(after)) &&
          (!before || second <= Date.parse(before))
        )
      })
    }

    function issueOf(post: Post) {
      const id = numbers.get(post.id) ?? 0
      const account = accountOf(post.author)
      const folder = isPull(post) ? 'pull' : 'issues'
      return {
        html_url: `${base}/demo/app/${folder}/${id}`,
        number: id,
        title: headline(post.text),
        body: post.text,
        user: { login: account, html_url: `${base}/${account}`, type: 'User' },
        created_at: post.at.toISOString().replace(/\.\d+Z/, 'Z'),
        updated_at: post.at.toISOString().replace(/\.\d+Z/, 'Z'),
        comments: numberFrom(post.id, 5),
        reactions: { total_count: numberFrom(`${post.id}r`, 8) },
        state: 'open',
        author_association: 'NONE',
      }
    }

    function discussionOf(post: Post) {
      const id = numbers.get(post.id) ?? 0
      const account = accountOf(post.author)
      return {
        url: `${base}/demo/app/discussions/${id}`,
        title: headline(post.text),
        body: post.text,
        createdAt: post.at.toISOString().replace(/\.\d+Z/, 'Z'),
        author: { login: account, url: `${base}/${account}` },
        comments: { totalCount: numberFrom(post.id, 5) },
        reactions: { totalCount: numberFrom(`${post.id}r`, 8) },
      }
    }
  }
}

async function readVariables(request: IncomingMessage): Promise<{ q: string; first: number }> {
  const body = JSON.parse(await readText(request)) as { variables: { q: string; first: number } }
  return body.variables
}

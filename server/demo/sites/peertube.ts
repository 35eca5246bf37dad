import type { RequestListener } from 'node:http'
import {
  accountOf,
  createLimit,
  headline,
  holds,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  type Posts,
} from './site.ts'

/** A PeerTube server: a search for films. `limit`: requests in ten seconds. */
export function peertubeSite(posts: Posts, { limit = 50 } = {}): RequestListener {
  const count = createLimit(limit, 10)
  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:api\/|videos\/|a\/)/)
    if (path !== '/api/v1/search/videos') return sendPage(response, 'Demo films', 'A page of the demo.')
    const { remaining, resetAt, exceeded } = count()
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
    }
    if (exceeded) {
      const problem = { type: 'about:blank', status: 429, detail: 'Too many requests' }
      return sendJson(response, 429, problem, { ...headers, 'retry-after': '10' })
    }
    const size = Number(query.get('count') ?? 15)
    if (size > 100) return sendJson(response, 400, { type: 'about:blank', status: 400 }, headers)
    const found = newestFirst(posts()).filter((post) => holds(post, query.get('search') ?? ''))
    const start = Number(query.get('start') ?? 0)
    const data = found.slice(start, start + size).map((post) => ({
      uuid: `demo-${post.id}`,
      url: `${base}/videos/watch/demo-${post.id}`,
      name: headline(post.text),
      description: post.text,
      language: { id: post.language ?? 'en', label: post.language ?? 'English' },
      views: numberFrom(post.id, 5000),
      likes: numberFrom(post.id, 90),
      dislikes: 0,
      previewPath: `/previews/${post.id}.jpg`,
      publishedAt: post.at.toISOString(),
      account: {
        displayName: post.author,
        name: accountOf(post.author),
        host: new URL(base).host,
        url: `${base}/accounts/${accountOf(post.author)}`,
      },
    }))
    sendJson(response, 200, { total: found.length, data }, headers)
  }
}

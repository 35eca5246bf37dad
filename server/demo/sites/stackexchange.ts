import type { RequestListener, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import {
  createNumbering,
  escapeHtml,
  headline,
  holds,
  newestFirst,
  numberFrom,
  readCall,
  sendPage,
  accountOf,
  slugOf,
  type Posts,
} from './site.ts'

export type StackExchangeOptions = {
  /** A key that lets its owner ask more. */
  key?: string
  /** Requests a day without it. */
  quota?: number
  /** Seconds that the answers ask to wait. */
  backoff?: number
}

/** The API of Stack Exchange: always packed, and with errors of its own. */
export function stackExchangeSite(posts: Posts, options: StackExchangeOptions = {}): RequestListener {
  const { quota = 300 } = options
  const number = createNumbering()
  const used = { key: 0, free: 0 }

  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:2\.3\/|questions\/|users\/|search)/)
    if (!path.startsWith('/2.3/')) return sendPage(response, 'Demo Exchange', 'A page of the demo.')
    const key = query.get('key')
    if (key !== null && key !== options.key) {
      return sendPacked(
        response,
        400,
        failure(400, 'bad_parameter', "`key` doesn't match a known application"),
      )
    }
    const counter = key === null ? 'free' : 'key'
    const limit = key === null ? quota : 10_000
    if (used[counter] >= limit) {
      const message = 'too many requests from this IP, more requests available in 4321 seconds'
      return sendPacked(response, 400, failure(502, 'throttle_violation', message))
    }
    used[counter] += 1
    if (path !== '/2.3/search/advanced')
      return sendPacked(response, 404, failure(404, 'no_method', 'no such method'))

    const numbers = number(posts())
    const size = Math.min(Number(query.get('pagesize') ?? 30), 100)
    const page = Number(query.get('page') ?? 1)
    const from = Number(query.get('fromdate') ?? 0)
    const until = Number(query.get('todate') ?? Number.MAX_SAFE_INTEGER)
    const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)
    const found = newestFirst(posts()).filter(
      (post) =>
        secondsOf(post.at) >= from && secondsOf(post.at) <= until && holds(post, query.get('q') ?? ''),
    )
    sendPacked(response, 200, {
      items: found.slice((page - 1) * size, page * size).map((post) => {
        const id = numbers.get(post.id) ?? 0
        const account = accountOf(post.author)
        return {
          question_id: id,
          link: `${base}/questions/${id}/${slugOf(post.text)}`,
          title: escapeHtml(headline(post.text)),
          body: `<p>${escapeHtml(post.text)}</p>\n`,
          tags: ['support'],
          owner: {
            display_name: escapeHtml(post.author),
            link: `${base}/users/${numberFrom(account, 100_000)}/${account}`,
            reputation: numberFrom(account, 9000),
            user_type: 'registered',
          },
          creation_date: secondsOf(post.at),
          last_activity_date: secondsOf(post.at),
          score: numberFrom(post.id, 12) - 2,
          answer_count: numberFrom(`${post.id}a`, 3),
          view_count: numberFrom(`${post.id}v`, 900),
          is_answered: false,
          content_license: 'CC BY-SA 4.0',
        }
      }),
      has_more: found.length > page * size,
      quota_max: limit,
      quota_remaining: limit - used[counter],
      ...(options.backoff !== undefined && { backoff: options.backoff }),
    })
  }
}

const failure = (id: number, name: string, message: string) => ({
  error_id: id,
  error_name: name,
  error_message: message,
})

function sendPacked(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' })
    .end(gzipSync(JSON.stringify(value)))
}

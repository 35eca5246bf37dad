import type { RequestListener } from 'node:http'
import {
  accountOf,
  createNumbering,
  escapeHtml,
  headline,
  newestFirst,
  numberFrom,
  readCall,
  sendJson,
  sendPage,
  slugOf,
  type Posts,
} from './site.ts'

const pageSize = 25

/** A site that runs the software of Lobsters: its newest stories, and their comments as a feed. */
export function lobstersSite(posts: Posts): RequestListener {
  const number = createNumbering()
  return (request, response) => {
    const { base, path, query } = readCall(request, /\/(?:newest|comments|s\/)/)
    const numbers = number(posts())
    const idOf = (id: string) => (100_000 + numbers.get(id)!).toString(36)
    if (path === '/newest.json') {
      const page = Math.max(Number(query.get('page') ?? 1), 1)
      const stories = newestFirst(posts()).slice((page - 1) * pageSize, page * pageSize)
      return sendJson(
        response,
        200,
        stories.map((post) => ({
          short_id: idOf(post.id),
          short_id_url: `${base}/s/${idOf(post.id)}`,
          created_at: post.at.toISOString().replace('Z', '+00:00'),
          title: headline(post.text),
          url: '',
          score: numberFrom(post.id, 80),
          flags: 0,
          comment_count: numberFrom(post.id, 30),
          description: `<p>${escapeHtml(post.text)}</p>`,
          description_plain: post.text,
          comments_url: `${base}/s/${idOf(post.id)}/${slugOf(post.text)}`,
          submitter_user: accountOf(post.author),
          user_is_author: false,
          tags: ['practices'],
        })),
      )
    }
    if (path === '/comments.rss') {
      const items = newestFirst(posts())
        .slice(0, pageSize)
        .map((post) => {
          const link = `${base}/c/${idOf(post.id)}`
          return `<item><title>on The demo's story</title><link>${link}</link><guid>${link}</guid><author>${accountOf(post.author)}@users.lobste.rs (${accountOf(post.author)})</author><pubDate>${post.at.toUTCString()}</pubDate><description>${escapeHtml(`<p>${escapeHtml(post.text)}</p>`)}</description></item>`
        })
      return void response
        .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
        .end(
          `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Newest Comments</title><link>${base}/comments</link><description/>${items.join('')}</channel></rss>`,
        )
    }
    sendPage(response, 'Demo Lobsters', 'A page of the demo.')
  }
}

import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { DemoSite, LinkedPost } from '../demo-site.ts'
import type { Post } from '../posts.ts'
import { escapeXml, type Format } from './formats.ts'

/** A site with a feed and a page for each post. Honours conditional requests. */
export function feedSite(title: string, format: Format, { roundUp = false } = {}): DemoSite {
  return {
    title,
    feed: (origin) => ({ source: 'rss', config: { url: `${origin}/feed` } }),
    answer: (posts, elsewhere) => (request, response) => {
      const origin = `http://${request.headers.host}`
      const { pathname } = new URL(request.url ?? '/', origin)
      const own = (post: Post): LinkedPost => ({ ...post, url: `${origin}/posts/${post.id}` })
      const published = roundUp ? elsewhere() : posts().map(own)
      if (pathname === '/feed') {
        const body = format.write({ title, origin }, published)
        const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
        if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
        return void response.writeHead(200, { 'content-type': format.contentType, etag }).end(body)
      }
      if (pathname === '/') return page(response, 200, title, title, published.map(postLink).join(''))
      const post = posts().find(({ id }) => pathname === `/posts/${id}`)
      if (post) return page(response, 200, title, `${post.author} on ${title}`, postText(post))
      return page(response, 404, title, 'Nothing here', '<p>The demo keeps only the newest posts.</p>')
    },
  }
}

const postText = (post: Post) =>
  `<p>${escapeXml(post.text)}</p><p><small>${post.at.toUTCString()}</small></p>`
const postLink = (post: LinkedPost) => `<p><a href="${post.url}">${escapeXml(post.text)}</a></p>`

function page(response: ServerResponse, status: number, site: string, title: string, body: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><meta name="viewport" content="width=device-width"><title>${escapeXml(title)}</title>` +
        `<link rel="alternate" type="application/rss+xml" title="${escapeXml(site)}" href="/feed">` +
        `<h1>${escapeXml(title)}</h1>${body}<p><small>A page of Earshot's demo.</small></p>`,
    )
}

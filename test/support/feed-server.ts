import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type PublishedItem = { id: string; title?: string; text: string; author?: string; at?: Date }

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A feed on loopback that a test publishes to: RSS 2.0, newest first. */
export async function startFeedServer(title = 'Test forum'): Promise<{
  url: string
  publish(...items: PublishedItem[]): void
  /** How often the feed was asked for. */
  requests(): number
  close(): Promise<void>
}> {
  let items: PublishedItem[] = []
  let requests = 0
  const server = createServer((_request, response) => {
    requests += 1
    const body = items.map(
      (
        item,
      ) => `<item><guid isPermaLink="false">${escapeXml(item.id)}</guid><title>${escapeXml(item.title ?? '')}</title>
<link>http://127.0.0.1/posts/${encodeURIComponent(item.id)}</link><author>${escapeXml(item.author ?? 'somebody')}</author>
<pubDate>${(item.at ?? new Date()).toUTCString()}</pubDate><description>${escapeXml(item.text)}</description></item>`,
    )
    response
      .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' })
      .end(
        `<?xml version="1.0"?><rss version="2.0"><channel><title>${escapeXml(title)}</title>${body.join('')}</channel></rss>`,
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed`,
    publish: (...more) => {
      items = [...more.toReversed(), ...items]
    },
    requests: () => requests,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

import { Parser } from 'htmlparser2'
import { resolveLink } from './links.ts'

export type DiscoveredFeed = { url: string; title: string | null; type: string }

const feedType = /^application\/(rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)$/i
const maxInput = 500_000
const maxFeeds = 20

/** The feeds that an HTML page names in its `<link rel="alternate">`, in the page's order. */
export function discoverFeeds(html: string, pageUrl: string | null): DiscoveredFeed[] {
  const found = new Map<string, DiscoveredFeed>()
  let base = pageUrl
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base') base = resolveLink(attributes.href, pageUrl) ?? base
      if (name !== 'link' || found.size >= maxFeeds) return
      const rel = attributes.rel?.toLowerCase().split(/\s+/) ?? []
      const type = attributes.type?.split(';')[0]?.trim() ?? ''
      if (!(rel.includes('alternate') || rel.includes('feed')) || !feedType.test(type)) return
      const url = resolveLink(attributes.href, base)
      // WordPress names its API as an alternate too.
      if (url === null || url.includes('/wp-json/')) return
      if (!found.has(url)) found.set(url, { url, title: attributes.title?.trim() || null, type })
    },
  })
  parser.write(html.slice(0, maxInput))
  parser.end()
  return [...found.values()]
}

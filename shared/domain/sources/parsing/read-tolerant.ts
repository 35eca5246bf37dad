import FeedParser from 'feedparser'
import type { RawFeed, RawText } from './raw-feed.ts'

const formats = { rss: 'rss', atom: 'atom', rdf: 'rdf' } as const
const text = (value: string | null | undefined): RawText | undefined =>
  value ? { value, kind: 'html' } : undefined

/**
 * Reads damaged XML with a parser that forgives nearly everything. It is slow, and slower than linear on hostile
 * documents: for short documents only. @throws Error when it is no feed.
 */
export async function readTolerantly(document: string, url: string): Promise<RawFeed> {
  const parser = new FeedParser({ feedurl: url, addmeta: false, resume_saxerror: true })
  const items: FeedParser.Item[] = []
  parser.end(document)
  for await (const item of parser) items.push(item)
  const { meta } = parser
  return {
    format: formats[meta['#type']],
    title: text(meta.title),
    link: meta.link ?? undefined,
    description: text(meta.description),
    authors: meta.author ? [{ name: meta.author }] : [],
    language: meta.language ?? undefined,
    entries: items.map((item) => ({
      id: item.guid ?? undefined,
      links: [item.link, item.origlink].filter((link) => typeof link === 'string'),
      title: text(item.title),
      summary: item.summary === item.description ? undefined : text(item.summary),
      content: text(item.description),
      authors: item.author ? [{ name: item.author }] : [],
      published: item.pubdate?.toISOString(),
      updated:
        item.date && item.date.getTime() !== item.pubdate?.getTime() ? item.date.toISOString() : undefined,
      media: (item.enclosures ?? []).map((enclosure) => enclosure.url),
    })),
  }
}

import { isObject, links, linkTo, objects, string, type Json } from './json.ts'
import type { RawEntry, RawFeed, RawText } from './raw-feed.ts'

/** RSS 2.0 written as JSON (scripting.com); null when there is no channel. */
export function readRssJson({ channel }: Json): RawFeed | null {
  if (!isObject(channel)) return null
  return {
    format: 'json',
    title: html(channel.title, 'unknown'),
    link: linkTo(channel.link),
    description: html(channel.description, 'html'),
    authors: named(channel.managingEditor ?? channel.webMaster),
    language: string(channel.language),
    ttlSeconds: Number(channel.ttl) > 0 ? Number(channel.ttl) * 60 : undefined,
    entries: objects(channel.item).map(readItem),
  }
}

function html(value: unknown, kind: RawText['kind']): RawText | undefined {
  const found = valueOf(value)
  return found === undefined ? undefined : { value: found, kind }
}

/** Elements with attributes have their text in `#value`. */
const valueOf = (value: unknown) => string(isObject(value) ? value['#value'] : value)
const named = (value: unknown) => (valueOf(value) === undefined ? [] : [{ name: valueOf(value) }])

function readItem(item: Json): RawEntry {
  const guid = valueOf(item.guid)
  const enclosures = objects(item.enclosure).map(({ url }) => url)
  return {
    id: guid,
    links: links([item.link, /^https?:/i.test(guid ?? '') ? guid : undefined, ...enclosures]),
    title: html(item.title, 'unknown'),
    summary: html(item.description, 'html'),
    content: html(item['content:encoded'], 'html'),
    authors: named(item.author ?? item['dc:creator']),
    published: valueOf(item.pubDate ?? item['dc:date']),
    media: links(enclosures),
    comments: linkTo(item.comments),
  }
}

import { isObject, links, linkTo, objects, string, type Json } from './json.ts'
import type { RawEntry, RawFeed, RawPerson } from './raw-feed.ts'
import { readRssJson } from './read-rss-json.ts'

function people(holder: Json): RawPerson[] {
  const named = [...objects(holder.authors), ...objects(holder.author)].map(({ name, url }) => ({
    name: string(name),
    uri: string(url),
  }))
  const plain = string(holder.author)
  return plain === undefined ? named : [...named, { name: plain }]
}

/**
 * JSON Feed 1.x, leniently: whatever has a list of items; RSS in JSON too. Null when the document is JSON, but no feed.
 * @throws SyntaxError when it is not JSON
 */
export function readJsonFeed(document: string): RawFeed | null {
  const feed: unknown = JSON.parse(document)
  if (!isObject(feed)) return null
  if (isObject(feed.rss)) return readRssJson(feed.rss)
  const isFeed = Array.isArray(feed.items) || string(feed.version)?.includes('jsonfeed.org') === true
  if (!isFeed) return null
  return {
    format: 'json',
    id: string(feed.feed_url),
    title: plainText(feed.title),
    link: linkTo(feed.home_page_url),
    description: plainText(feed.description),
    authors: people(feed),
    language: string(feed.language),
    hub: linkTo(objects(feed.hubs).find(isWebSub)?.url),
    self: linkTo(feed.feed_url),
    entries: objects(feed.items).map(readItem),
  }
}

const isWebSub = ({ type }: Json) => string(type)?.toLowerCase() === 'websub'

function plainText(value: unknown) {
  const found = string(value)
  return found === undefined ? undefined : ({ value: found, kind: 'text' } as const)
}

function readItem(item: Json): RawEntry {
  const html = string(item.content_html)
  const attachments = objects(item.attachments).map(({ url }) => url)
  return {
    id: string(item.id),
    links: links([item.url, item.external_url]),
    title: plainText(item.title),
    summary: plainText(item.summary),
    content: html === undefined ? plainText(item.content_text) : { value: html, kind: 'html' },
    authors: people(item),
    published: string(item.date_published),
    updated: string(item.date_modified),
    language: string(item.language),
    media: links([...attachments, item.image, item.banner_image]),
  }
}

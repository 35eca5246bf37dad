import type { RawEntry, RawFeed, RawLink, RawPerson } from './raw-feed.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []

/** Strings and numbers as strings; anything else is as good as missing. */
function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

function linkTo(value: unknown): RawLink | undefined {
  const href = string(value)
  return href === undefined ? undefined : { href }
}

const links = (values: unknown[]): RawLink[] => values.flatMap((value) => linkTo(value) ?? [])
const isWebSub = ({ type }: Json) => string(type)?.toLowerCase() === 'websub'

function people(holder: Json): RawPerson[] {
  const named = [...objects(holder.authors), ...objects(holder.author)].map(({ name, url }) => ({
    name: string(name),
    uri: string(url),
  }))
  const plain = string(holder.author)
  return plain === undefined ? named : [...named, { name: plain }]
}

/**
 * JSON Feed 1.x, leniently: whatever has a list of items. Null when the document is JSON, but no feed.
 * @throws SyntaxError when it is not JSON
 */
export function readJsonFeed(document: string): RawFeed | null {
  const feed: unknown = JSON.parse(document)
  if (!isObject(feed)) return null
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

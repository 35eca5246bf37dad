import type { Element } from './element.ts'
import {
  atomLinks,
  discussionOf,
  htmlIn,
  linkIn,
  lineIn,
  mediaOf,
  mediaText,
  peopleIn,
  pollingOf,
} from './extensions.ts'
import type { RawEntry, RawFeed, RawLink } from './raw-feed.ts'

/** Names for the same in RSS, its modules, and Microsoft's CDF, which has RSS's shape. */
const titles = ['title', 'dc:title', 'atom:title', 'itunes:title']
const descriptions = [
  'description',
  'dc:description',
  'itunes:summary',
  'abstract',
  'atom:subtitle',
  'tagline',
]
const summaries = ['summary', 'description', 'dc:description', 'itunes:summary', 'abstract', 'atom:summary']
const contents = ['content:encoded', 'xhtml:body', 'body', 'fullitem', 'xhtml:div', 'atom:content', 'content']
const published = ['pubdate', 'dc:date', 'atom:published', 'dcterms:issued', 'dcterms:created', 'published']
const updated = ['atom:updated', 'dcterms:modified', 'lastbuilddate', 'updated', 'modified', 'dc:date']

const authors = [
  'author',
  'dc:creator',
  'dc:author',
  'itunes:author',
  'atom:author',
  'googleplay:author',
  'creator',
]

/** What a feed of RSS 0.9x, 1.0 or 2.0 says of itself. */
export function readRss(root: Element, format: 'rss' | 'rdf'): Omit<RawFeed, 'entries'> {
  const channel = root.name === 'channel' ? root : (root.child('channel') ?? root)
  return {
    format,
    id: channel.textOf('atom:id') ?? (channel.attribute('rdf:about') || undefined),
    title: lineIn(channel, ...titles),
    link: channelLinks(channel)[0],
    description: htmlIn(channel, ...descriptions, 'itunes:subtitle', 'googleplay:description'),
    authors: peopleIn(
      channel,
      'managingeditor',
      ...authors,
      'itunes:owner',
      'googleplay:owner',
      'webmaster',
      'dc:publisher',
    ),
    language: channel.textOf('language', 'dc:language') ?? channel.scope.language,
    ...pollingOf(channel, 'atom:link'),
  }
}

function channelLinks(channel: Element): RawLink[] {
  return [
    ...links(channel, 'link'),
    ...atomLinks(channel, 'atom:link', 'alternate'),
    ...[linkIn(channel, 'href')].filter((link) => link !== undefined),
  ]
}

export function readItem(item: Element): RawEntry {
  const guid = item.child('guid')
  const enclosures = item.all('enclosure').flatMap((enclosure) => linkIn(enclosure, 'url') ?? [])
  // Where both are given, the description is the longer one.
  const described = item.child('summary') === undefined ? undefined : htmlIn(item, 'description')
  return {
    id:
      item.textOf('guid', 'atom:id', 'id') ??
      (item.attribute('rdf:about')?.trim() || item.textOf('dc:identifier')),
    links: [
      ...links(item, 'feedburner:origlink'),
      ...links(item, 'link'),
      ...atomLinks(item, 'atom:link', 'alternate'),
      ...(isPermalink(guid) ? (links(item, 'guid') ?? []) : []),
      ...[linkIn(item, 'rdf:about'), linkIn(item, 'href')].filter((link) => link !== undefined),
      ...enclosures,
    ],
    title: lineIn(item, ...titles) ?? asLine(mediaText(item, 'media:title')),
    summary:
      htmlIn(item, ...summaries) ??
      mediaText(item, 'media:description') ??
      htmlIn(item, 'googleplay:description', 'itunes:subtitle'),
    content: htmlIn(item, ...contents) ?? described,
    authors: peopleIn(item, ...authors, 'media:credit'),
    published: item.lastTextOf(...published),
    updated: item.lastTextOf(...updated) ?? item.attribute('lastmod'),
    language: item.textOf('dc:language') ?? item.scope.language,
    media: [...enclosures, ...mediaOf(item)],
    ...discussionOf(item),
    comments: linkIn(item.child('comments')),
  }
}

const asLine = (text: ReturnType<typeof mediaText>) => text && ({ ...text, kind: 'unknown' } as const)
/** The last one first: who writes a link twice corrects himself. */
const links = (holder: Element, name: string) =>
  holder
    .all(name)
    .flatMap((link) => linkIn(link) ?? (isAlternate(link) ? linkIn(link, 'href') : undefined) ?? [])
    .toReversed()
const isAlternate = (link: Element) => (link.attribute('rel') ?? 'alternate') === 'alternate'

/** A guid is an address unless it says that it is none; many are none and do not say so. */
function isPermalink(guid: Element | undefined): boolean {
  if (guid === undefined || guid.attribute('ispermalink')?.trim().toLowerCase() === 'false') return false
  return guid.attribute('ispermalink') !== undefined || /^https?:/i.test(guid.text())
}

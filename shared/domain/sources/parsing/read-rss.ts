import { parseRdfFeed, parseRssFeed } from 'feedsmith'
import type { RawEntry, RawFeed, RawPerson, RawText } from './raw-feed.ts'

type Rss = ReturnType<typeof parseRssFeed<string>>
type RssItem = NonNullable<Rss['items']>[number]
type Rdf = ReturnType<typeof parseRdfFeed<string>>
type RdfItem = NonNullable<Rdf['items']>[number]
type Media = NonNullable<RssItem['media']>

const unknown = (value: string | undefined): RawText | undefined =>
  value === undefined ? undefined : { value, kind: 'unknown' }
const html = (value: string | undefined): RawText | undefined =>
  value === undefined ? undefined : { value, kind: 'html' }
const named = (names: (string | undefined)[] | undefined): RawPerson[] =>
  (names ?? []).flatMap((name) => (name === undefined ? [] : [{ name }]))

/** The first list that is not empty. */
function first<T>(...lists: (T[] | undefined)[]): T[] {
  return lists.find((list) => list !== undefined && list.length > 0) ?? []
}

const present = (values: (string | undefined)[]): string[] => values.filter((value) => value !== undefined)

/** Addresses of what a `media:` group or item carries. */
export function mediaOf(media: Media | undefined): string[] {
  if (media === undefined) return []
  const carriers = [media, ...(media.groups ?? [])]
  return present(
    carriers.flatMap((one) => [
      ...(one.contents ?? []).map((content) => content.url),
      ...(one.thumbnails ?? []).map((thumbnail) => thumbnail.url),
    ]),
  )
}

/** YouTube and others say everything in `media:group`. */
export const mediaDescription = (media: Media | undefined): string | undefined =>
  media?.description?.value ?? media?.groups?.[0]?.description?.value

const secondsOf: Record<string, number> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 7 * 86_400,
  monthly: 30 * 86_400,
  yearly: 365 * 86_400,
}

/** `sy:updatePeriod` divided by `sy:updateFrequency`. */
export function syndicationSeconds(
  sy: { updatePeriod?: string; updateFrequency?: number } | undefined,
): number | undefined {
  const period = secondsOf[sy?.updatePeriod?.trim().toLowerCase() ?? '']
  if (period === undefined) return undefined
  const frequency = sy?.updateFrequency ?? 1
  return frequency > 0 ? Math.round(period / frequency) : period
}

/** The first link of a kind. */
export const linkOf = (links: { href?: string; rel?: string }[] | undefined, rel: string) =>
  links?.find((link) => link.rel?.toLowerCase() === rel)?.href

/** RSS 0.9x and 2.0. @throws what feedsmith throws when it finds nothing or cannot read it. */
export function readRss(document: string): RawFeed {
  const feed: Rss = parseRssFeed(document)
  const itunesOwner = feed.itunes?.owner
  const alternate = feed.atom?.links?.find((link) => link.rel === undefined || link.rel === 'alternate')
  return {
    format: 'rss',
    id: feed.atom?.id,
    title: unknown(feed.title ?? feed.dc?.titles?.[0] ?? feed.itunes?.title),
    link: feed.link ?? alternate?.href,
    description: html(feed.description ?? feed.itunes?.summary ?? feed.dc?.descriptions?.[0]),
    authors: first(
      feed.managingEditor &&
        [feed.managingEditor].map(({ name, email, link }) => ({ name, email, uri: link })),
      named(feed.dc?.creators),
      named([feed.itunes?.author ?? feed.googleplay?.author]),
      feed.atom?.authors,
      itunesOwner && [itunesOwner],
      feed.webMaster && [feed.webMaster].map(({ name, email, link }) => ({ name, email, uri: link })),
    ),
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    base: feed.xml?.base,
    ttlSeconds: feed.ttl !== undefined && feed.ttl > 0 ? feed.ttl * 60 : syndicationSeconds(feed.sy),
    skipHours: feed.skipHours,
    skipDays: feed.skipDays,
    hub: linkOf(feed.atom?.links, 'hub'),
    self: linkOf(feed.atom?.links, 'self'),
    movedTo: feed.itunes?.newFeedUrl,
    entries: (feed.items ?? []).map(readItem),
  }
}

function readItem(item: RssItem): RawEntry {
  const { guid, atom, dc, dcterms, itunes, media } = item
  const guidLink =
    guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '') ? guid?.value : undefined
  const alternates = (atom?.links ?? []).filter((link) => link.rel === undefined || link.rel === 'alternate')
  return {
    id: guid?.value ?? atom?.id,
    links: present([
      item.link,
      ...alternates.map((link) => link.href),
      guidLink,
      ...(item.enclosures ?? []).map((enclosure) => enclosure.url),
    ]),
    title: unknown(item.title ?? dc?.titles?.[0] ?? itunes?.title ?? media?.title?.value),
    summary: html(
      item.description ??
        itunes?.summary ??
        dc?.descriptions?.[0] ??
        mediaDescription(media) ??
        atom?.summary?.value,
    ),
    content: html(item.content?.encoded ?? atom?.content?.value),
    authors: first(
      item.authors?.map(({ name, email, link }) => ({ name, email, uri: link })),
      named(dc?.creators),
      named([itunes?.author ?? item.googleplay?.author]),
      atom?.authors,
      named((media?.credits ?? []).map((credit) => credit.value)),
    ),
    published:
      item.pubDate ?? dc?.dates?.[0] ?? atom?.published ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0],
    updated: atom?.updated ?? dcterms?.modified?.[0],
    base: item.xml?.base,
    language: dc?.languages?.[0] ?? item.xml?.lang,
    media: [...present((item.enclosures ?? []).map((enclosure) => enclosure.url)), ...mediaOf(media)],
    inReplyTo: item.thr?.inReplyTos?.[0]?.href ?? item.thr?.inReplyTos?.[0]?.ref,
  }
}

/** RSS 0.90 and 1.0. @throws what feedsmith throws when it finds nothing or cannot read it. */
export function readRdf(document: string): RawFeed {
  const feed: Rdf = parseRdfFeed(document)
  return {
    format: 'rdf',
    id: feed.rdf?.about,
    title: unknown(feed.title ?? feed.dc?.titles?.[0]),
    link: feed.link,
    description: html(feed.description ?? feed.dc?.descriptions?.[0]),
    authors: named(feed.dc?.creators),
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    base: feed.xml?.base,
    ttlSeconds: syndicationSeconds(feed.sy),
    hub: linkOf(feed.atom?.links, 'hub'),
    self: linkOf(feed.atom?.links, 'self'),
    entries: (feed.items ?? []).map(readRdfItem),
  }
}

function readRdfItem(item: RdfItem): RawEntry {
  const { atom, dc, dcterms, media } = item
  return {
    id: item.rdf?.about ?? atom?.id,
    links: present([item.link, ...(atom?.links ?? []).map((link) => link.href), item.rdf?.about]),
    title: unknown(item.title ?? dc?.titles?.[0]),
    summary: html(item.description ?? dc?.descriptions?.[0]),
    content: html(item.content?.encoded ?? atom?.content?.value),
    authors: first(named(dc?.creators), atom?.authors),
    published: dc?.dates?.[0] ?? dcterms?.issued?.[0] ?? dcterms?.created?.[0] ?? atom?.published,
    updated: dcterms?.modified?.[0] ?? atom?.updated,
    base: item.xml?.base,
    language: dc?.languages?.[0] ?? item.xml?.lang,
    media: mediaOf(media),
  }
}

import type { Element } from './element.ts'
import { discussionOf, htmlOf, linkIn, mediaOf, mediaText, peopleIn, pollingOf, relOf } from './extensions.ts'
import type { RawEntry, RawFeed, RawLink, RawText } from './raw-feed.ts'

/** What a feed of Atom 0.3 or 1.0 says of itself. */
export function readAtom(feed: Element): Omit<RawFeed, 'entries'> {
  return {
    format: 'atom',
    id: feed.textOf('id'),
    idLink: idLinkOf(feed),
    title: textIn(feed, 'title', 'dc:title'),
    link: bestLinks(feed)[0],
    description: textIn(feed, 'subtitle', 'tagline', 'info', 'dc:description', 'itunes:summary'),
    authors: peopleIn(feed, ...authors),
    language: feed.scope.language ?? feed.textOf('dc:language'),
    ...pollingOf(feed, 'link'),
  }
}

const authors = ['author', 'dc:creator', 'dc:author', 'itunes:author']

export function readAtomEntry(entry: Element): RawEntry {
  const source = entry.child('source')
  const contents = entry.all('content')
  const enclosures = entry
    .all('link')
    .flatMap((link) => (relOf(link) === 'enclosure' ? (linkIn(link, 'href') ?? []) : []))
  const id = entry.textOf('id')
  const own = peopleIn(entry, ...authors)
  return {
    id,
    idLink: idLinkOf(entry),
    links: [
      ...[linkIn(entry.child('feedburner:origlink'))].filter((link) => link !== undefined),
      ...bestLinks(entry),
      ...contents.flatMap((content) => linkIn(content, 'src') ?? []),
      // An id is often an address as well; others must not be taken for relative links.
      ...(id !== undefined && /^https?:\/\//i.test(id) ? [{ href: id }] : []),
      ...enclosures,
    ],
    title: textIn(entry, 'title', 'dc:title') ?? mediaText(entry, 'media:title'),
    summary:
      textIn(entry, 'summary', 'dc:description', 'itunes:summary') ?? mediaText(entry, 'media:description'),
    content: contents.map(textOf).find((text) => text !== undefined),
    authors: own.length === 0 && source !== undefined ? peopleIn(source, ...authors) : own,
    published: entry.lastTextOf('published', 'issued', 'created', 'dc:date', 'dcterms:issued', 'pubdate'),
    updated: entry.lastTextOf('updated', 'modified', 'dcterms:modified'),
    language: entry.scope.language ?? entry.textOf('dc:language'),
    media: [...enclosures, ...mediaOf(entry)],
    ...discussionOf(entry),
  }
}

/** An id should be absolute, but some are relative addresses. */
function idLinkOf(holder: Element): RawLink | undefined {
  const id = linkIn(holder.child('id'))
  return id !== undefined && /^[^:\s]*\/[^\s]*$/.test(id.href) ? id : undefined
}

const aboutDocument =
  /^(self|edit|edit-media|hub|next|prev|previous|first|last|replies|enclosure|license|search|icon|service\..*)$/

/** Where people read it: alternates, HTML before other types; then anything that is not about the document itself. */
function bestLinks(holder: Element): RawLink[] {
  const ranked = holder.all('link').flatMap((link) => {
    const found = linkIn(link, 'href') ?? linkIn(link)
    const rel = relOf(link)
    if (found === undefined || aboutDocument.test(rel)) return []
    const type = link.attribute('type') ?? 'text/html'
    return [{ link: found, rank: rel !== 'alternate' ? 2 : /html/i.test(type) ? 0 : 1 }]
  })
  return ranked.length < 2
    ? ranked.map(({ link }) => link)
    : ranked.toSorted((a, b) => a.rank - b.rank).map(({ link }) => link)
}

/** The first element of these names that says something. */
function textIn(holder: Element, ...names: string[]): RawText | undefined {
  for (const name of names) {
    for (const child of holder.children) {
      const text = child.name === name ? textOf(child) : undefined
      if (text !== undefined) return text
    }
  }
  return undefined
}

/** A text by its `type` and, in Atom 0.3, its `mode`. */
function textOf(element: Element): RawText | undefined {
  const base = element.scope.base
  const type = (element.attribute('type') ?? '').toLowerCase().split(';')[0]?.trim() ?? ''
  const mode = element.attribute('mode')?.toLowerCase()
  if (mode === 'base64') {
    const packed = element.text()
    const value = fromBase64(packed) ?? packed
    return { value, kind: type === 'text/plain' ? 'text' : 'unknown', base }
  }
  if (element.hasMarkup) return withoutDiv(htmlOf(element), type)
  const value = element.text()
  if (value === '') return undefined
  if (type === 'text' || type === 'text/plain') return { value, kind: 'text', base }
  // Atom 0.3 and careless Atom 1.0 write HTML without saying so.
  if (type === '' || mode === 'xml') return { value, kind: 'unknown', base }
  if (/html|^text\/|xml$/.test(type)) return { value, kind: 'html', base }
  return { value: fromBase64(value) ?? value, kind: 'unknown', base }
}

/** The `div` that Atom 1.0 puts around XHTML is not part of it. */
function withoutDiv(text: RawText | undefined, type: string): RawText | undefined {
  if (text === undefined || type !== 'xhtml') return text
  const [beginning = ''] = /^<div(?:\s[^<>]*)?>/i.exec(text.value) ?? []
  const inner = text.value.slice(beginning.length, -'</div>'.length)
  const isWhole = beginning !== '' && text.value.endsWith('</div>') && !/<\/div>/i.test(inner)
  return isWhole ? { ...text, value: inner.trim() } : text
}

/** Content of any other type should be base64; null when it is not, or holds no text. */
function fromBase64(value: string): string | null {
  const packed = value.replace(/\s+/g, '')
  if (packed === '' || packed.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(packed)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64'))
  } catch {
    return null
  }
}

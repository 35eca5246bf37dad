import { parseAtomFeed } from 'feedsmith'
import type { RawEntry, RawFeed, RawText } from './raw-feed.ts'
import { linkOf, mediaDescription, mediaOf, syndicationSeconds } from './read-rss.ts'

type Atom = ReturnType<typeof parseAtomFeed<string>>
type AtomEntry = NonNullable<Atom['entries']>[number]
type AtomText = { value?: string; type?: string; xml?: { base?: string } }
type AtomLink = { href?: string; rel?: string; type?: string }

/** @throws what feedsmith throws when it finds nothing or cannot read it. */
export function readAtom(document: string): RawFeed {
  const feed: Atom = parseAtomFeed(document)
  // Atom 0.3 packs texts with mode="base64", which feedsmith does not tell.
  const readText = /\smode\s*=\s*["']base64["']/i.test(document) ? readPackedText : readPlainText
  return {
    format: 'atom',
    id: feed.id,
    title: readText(feed.title),
    link: bestLinks(feed.links)[0],
    description: readText(feed.subtitle),
    authors: feed.authors ?? named(feed.dc?.creators ?? []),
    language: feed.xml?.lang,
    base: feed.xml?.base,
    ttlSeconds: syndicationSeconds(feed.sy),
    hub: linkOf(feed.links, 'hub'),
    self: linkOf(feed.links, 'self'),
    entries: (feed.entries ?? []).map((entry) => readEntry(entry, readText)),
  }
}

const named = (names: string[]) => names.map((name) => ({ name }))

function readEntry(entry: AtomEntry, readText: typeof readPlainText): RawEntry {
  const { dc, media, source } = entry
  const description = mediaDescription(media)
  return {
    id: entry.id,
    links: [...bestLinks(entry.links), entry.content?.src, webAddress(entry.id)].filter(
      (link) => link !== undefined,
    ),
    title: readText(entry.title),
    summary:
      readText(entry.summary) ??
      (description === undefined ? undefined : { value: description, kind: 'unknown' }),
    content: readText(entry.content),
    authors: entry.authors ?? (dc?.creators && named(dc.creators)) ?? source?.authors ?? [],
    published: entry.published ?? dc?.dates?.[0],
    updated: entry.updated,
    base: entry.xml?.base,
    language: entry.xml?.lang ?? dc?.languages?.[0],
    media: [
      ...(entry.links ?? [])
        .filter((link) => link.rel === 'enclosure')
        .flatMap(({ href }) => (href ? [href] : [])),
      ...mediaOf(media),
    ],
    inReplyTo: entry.thr?.inReplyTos?.[0]?.href ?? entry.thr?.inReplyTos?.[0]?.ref,
  }
}

/** An id is often an address as well; others must not be taken for relative links. */
const webAddress = (id: string | undefined) => (/^https?:\/\//i.test(id ?? '') ? id : undefined)

/** Where people read it: alternates, HTML before other types; then anything that is not about the document itself. */
function bestLinks(links: AtomLink[] = []): string[] {
  const rank = ({ rel = 'alternate', type = 'text/html' }: AtomLink) => {
    if (rel === 'alternate') return /html/i.test(type) ? 0 : 1
    return /^(self|edit|hub|next|prev|previous|first|last|replies|enclosure|license|search)$/.test(rel)
      ? 9
      : 2
  }
  return links
    .filter((link) => link.href !== undefined && rank(link) < 9)
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap(({ href }) => (href === undefined ? [] : [href]))
}

function readPlainText(text: AtomText | undefined): RawText | undefined {
  if (text?.value === undefined) return undefined
  const type = text.type?.toLowerCase().split(';')[0]?.trim() ?? 'text'
  const base = text.xml?.base
  if (type === 'text' || type === 'text/plain') {
    // Atom 0.3 and careless Atom 1.0 write HTML without saying so.
    return { value: text.value, kind: text.type === undefined ? 'unknown' : 'text', base }
  }
  if (/html|^text\/|xml$/.test(type)) return { value: text.value, kind: 'html', base }
  return { value: fromBase64(text.value) ?? text.value, kind: 'unknown', base }
}

/** Content of any other type should be base64; null when it is not, or holds no text. */
function fromBase64(value: string): string | null {
  const packed = value.replace(/\s+/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z\d+/]+={0,2}$/.test(packed)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64'))
  } catch {
    return null
  }
}

function readPackedText(text: AtomText | undefined): RawText | undefined {
  const decoded = text?.value === undefined ? null : fromBase64(text.value)
  return readPlainText(decoded === null ? text : { ...text, value: decoded })
}

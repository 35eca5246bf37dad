import { Problem } from '../../runtime/problem.ts'
import { decodeBody } from './decode.ts'
import { characterOf } from './parsing/entities.ts'
import { discoverFeeds } from './parsing/discover.ts'
import type { ParsedDocument } from './parsing/document.ts'
import { normalise } from './parsing/normalise.ts'
import { readPrologue, type Prologue } from './parsing/prologue.ts'
import type { RawEntry, RawFeed } from './parsing/raw-feed.ts'
import { readAtom, readAtomEntry } from './parsing/read-atom.ts'
import { readJsonFeed } from './parsing/read-json-feed.ts'
import { readItem, readRss } from './parsing/read-rss.ts'
import { scan } from './parsing/scan.ts'

export type DocumentMeta = {
  /** Where the document came from; relative links are resolved against it. When null they stay relative. */
  url: string | null
  /** The HTTP header as sent, or null. */
  contentType: string | null
}

export type ParseOptions = {
  /** Whether summaries and contents are wanted as given, beside their plain text. Default yes. */
  markup?: boolean
}

// oxlint-disable-next-line no-control-regex -- what XML does not allow is what is looked for
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u0080-\u009f\ufffe\uffff]/g
/** C1 controls are what becomes of windows-1252 in careless hands; the others have no business in a text. */
const replacement = (character: string) =>
  character < '\u0080' || character > '\u009f' ? '' : (characterOf(character.charCodeAt(0)) ?? '')
const feedRoots = new Set(['rss', 'rdf', 'feed', 'channel'])

const unparsable = (sentence: string, cause?: unknown) => new Problem('feed_unparsable', sentence, { cause })

/**
 * Reads a feed of any dialect from its bytes.
 * @throws Problem `feed_empty_document`, `feed_is_html` (facts `discovered`: feeds that the page offers) or
 * `feed_unparsable`
 */
export function parseDocument(
  bytes: Uint8Array,
  meta: DocumentMeta,
  { markup = true }: ParseOptions = {},
): ParsedDocument {
  const { text } = decodeBody(bytes, meta.contentType)
  const document = text.replace(illegal, replacement)
  const beginning = document.slice(0, 1000).trimStart()
  if (beginning === '' && document.trim() === '') {
    throw new Problem('feed_empty_document', 'The address answers with an empty document.')
  }
  const isJson = beginning.startsWith('{') || beginning.startsWith('[')
  return isJson ? readJson(document, meta, markup) : readXml(document, meta, markup)
}

function readJson(document: string, { url }: DocumentMeta, markup: boolean): ParsedDocument {
  let feed: RawFeed | null
  try {
    feed = readJsonFeed(document)
  } catch (error) {
    throw unparsable('The document begins like JSON, but is damaged.', error)
  }
  if (feed === null) throw unparsable('The document is JSON, but no JSON Feed: it has no list of items.')
  return normalise(feed, url, { warnings: [], cutOff: false, markup })
}

/** Feeds have tens of entries, archives thousands. */
const maxEntries = 100_000
/** Inside these an entry is not one of the feed. */
const foreign = new Set(['content', 'summary', 'source'])

function readXml(document: string, meta: DocumentMeta, markup: boolean): ParsedDocument {
  const prologue = readPrologue(document)
  const { root, body, isHtml, warnings } = prologue
  if (root === null || !feedRoots.has(root)) {
    if (isHtml || /<(html|head|body)[\s>]/i.test(document.slice(0, 5000))) throw webPage(document, meta)
    throw notAFeed(prologue)
  }
  const isAtom = root === 'feed'
  const entries: RawEntry[] = []
  const scanned = scan(body, {
    url: meta.url,
    namespace: isAtom ? 'atom' : '',
    entryName: isAtom ? 'entry' : 'item',
    foreign,
    onEntry: (entry) => entries.push(isAtom ? readAtomEntry(entry) : readItem(entry)) < maxEntries,
  })
  if (scanned === null) throw notAFeed(prologue)
  if (scanned.cutOff && entries.length === 1 && entries.every(saysNothing)) {
    throw unparsable('The document is cut off before its first entry ends.')
  }
  if (entries.length === maxEntries) {
    warnings.push(`The document has very many entries; the first ${maxEntries} were read.`)
  }
  if (scanned.cutOff) warnings.push('The document is cut off; its complete entries were read.')
  else if (scanned.isDamaged) warnings.push('The document is damaged; Earshot read what it could.')
  const feed = isAtom ? readAtom(scanned.root) : readRss(scanned.root, root === 'rdf' ? 'rdf' : 'rss')
  return normalise({ ...feed, entries }, meta.url, { warnings, cutOff: scanned.cutOff, markup })
}

const saysNothing = ({ id, title, summary, content, links }: RawEntry) =>
  !(id ?? title ?? summary ?? content ?? links[0])

function webPage(document: string, meta: DocumentMeta): Problem {
  const discovered = discoverFeeds(document, meta.url)
  const offer =
    discovered.length === 0
      ? 'It names no feed either; look for one on the site.'
      : `It offers ${discovered.length === 1 ? 'this feed' : 'these feeds'}: ${discovered
          .slice(0, 3)
          .map(({ url }) => url)
          .join(', ')}`
  return new Problem('feed_is_html', `This address is a web page, not a feed. ${offer}`, {
    facts: { discovered },
  })
}

function notAFeed({ root }: Prologue): Problem {
  if (root === null) return unparsable('The document is no feed: it is neither XML nor JSON.')
  return unparsable(`The document is no feed: its outermost element is <${root.slice(0, 40)}>.`)
}

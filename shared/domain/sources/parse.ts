import { Problem } from '../../runtime/problem.ts'
import { decodeBody } from './decode.ts'
import { discoverFeeds } from './parsing/discover.ts'
import type { ParsedDocument } from './parsing/document.ts'
import { normalise } from './parsing/normalise.ts'
import { readPrologue, type Prologue } from './parsing/prologue.ts'
import type { RawFeed } from './parsing/raw-feed.ts'
import { readAtom } from './parsing/read-atom.ts'
import { readJsonFeed } from './parsing/read-json-feed.ts'
import { readRdf, readRss } from './parsing/read-rss.ts'
import { readTolerantly } from './parsing/read-tolerant.ts'

export type DocumentMeta = {
  /** Where the document came from; relative links are resolved against it. */
  url: string
  /** The HTTP header as sent, or null. */
  contentType: string | null
}

/** Longer documents are not given to the tolerant parser, which can take more than linear time. */
const maxTolerant = 1_000_000
// oxlint-disable-next-line no-control-regex -- what XML does not allow is what is looked for
const illegal = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const readers: Record<string, (document: string) => RawFeed> = { rss: readRss, feed: readAtom, rdf: readRdf }

const unparsable = (sentence: string, cause?: unknown) => new Problem('feed_unparsable', sentence, { cause })

/**
 * Reads a feed of any dialect from its bytes.
 * @throws Problem `feed_empty_document`, `feed_is_html` (facts `discovered`: feeds that the page offers) or
 * `feed_unparsable`
 */
export async function parseDocument(bytes: Uint8Array, meta: DocumentMeta): Promise<ParsedDocument> {
  const { text } = decodeBody(bytes, meta.contentType)
  const document = text.replace(illegal, '')
  const beginning = document.slice(0, 1000).trimStart()
  if (beginning === '' && document.trim() === '') {
    throw new Problem('feed_empty_document', 'The address answers with an empty document.')
  }
  if (beginning.startsWith('{') || beginning.startsWith('[')) return readJson(document, meta)
  return readXml(document, meta)
}

function readJson(document: string, meta: DocumentMeta): ParsedDocument {
  let feed: RawFeed | null
  try {
    feed = readJsonFeed(document)
  } catch (error) {
    throw unparsable('The document begins like JSON, but is damaged.', error)
  }
  if (feed === null) throw unparsable('The document is JSON, but no JSON Feed: it has no list of items.')
  return normalise(feed, meta.url, { warnings: [], cutOff: false })
}

async function readXml(document: string, meta: DocumentMeta): Promise<ParsedDocument> {
  const prologue = readPrologue(document)
  const { root, body, isHtml, warnings } = prologue
  const read = readers[root ?? '']
  if (read === undefined) {
    if (isHtml || /<(html|head|body)[\s>]/i.test(document.slice(0, 5000))) throw webPage(document, meta)
    throw notAFeed(prologue)
  }

  const strict = attempt(() => read(body))
  if (strict.feed !== null && strict.feed.entries.length > 0)
    return normalise(strict.feed, meta.url, prologue)
  const isEmpty = !hasEntries(body)
  if (strict.feed !== null && isEmpty) return normalise(strict.feed, meta.url, prologue)

  const tolerant = body.length <= maxTolerant ? await readTolerantly(body, meta.url).catch(() => null) : null
  if (tolerant !== null && tolerant.entries.length > 0) {
    warnings.push('The document is damaged; Earshot read what it could.')
    return normalise(tolerant, meta.url, prologue)
  }
  if (strict.feed !== null) return normalise(strict.feed, meta.url, prologue)
  if (isEmpty) return normalise(tolerant ?? emptyFeed(root), meta.url, prologue)
  throw unparsable('The document is a feed, but so damaged that Earshot cannot read it.', strict.error)
}

function attempt(read: () => RawFeed): { feed: RawFeed; error: null } | { feed: null; error: unknown } {
  try {
    return { feed: read(), error: null }
  } catch (error) {
    return { feed: null, error }
  }
}

const hasEntries = (body: string) => /<(?:[\w.-]+:)?(item|entry)[\s>]/i.test(body)

/** A feed that says nothing is not wrong: it is new, or everything in it has expired. */
function emptyFeed(root: string | null): RawFeed {
  const format = root === 'feed' ? 'atom' : root === 'rdf' ? 'rdf' : 'rss'
  return { format, authors: [], entries: [] }
}

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

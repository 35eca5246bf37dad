import { generateOpml, parseOpml } from 'feedsmith'
import { ZodError } from 'zod'
import { feedUrl, type Feed, type OpmlImported } from '../../contract/feed.ts'
import type { Store } from '../../database/store.ts'
import { Problem } from '../../runtime/problem.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { canonicalAddress } from '../sources/canonical-address.ts'
import { addFeed } from './add.ts'
import { listFeeds } from './list.ts'

/** More feeds at once would be a mistake, or somebody else's list. */
const mostOutlines = 1000
const mostRefusalsTold = 200

type Outline = { text?: string; title?: string; xmlUrl?: string; outlines?: Outline[] }
type Listed = { url: string; title: string }

/**
 * The feeds that an OPML document lists, at whatever depth, each address once.
 * @throws Problem invalid_request when it is no OPML, or lists more than 1,000
 */
export function readOpml(opml: string): Listed[] {
  let outlines: Outline[]
  try {
    outlines = (parseOpml(opml) as { body?: { outlines?: Outline[] } }).body?.outlines ?? []
  } catch (error) {
    throw wrongFile(
      'This is no OPML document, or it is damaged. Export it again from the other program.',
      error,
    )
  }
  const listed = new Map<string, Listed>()
  const open = outlines.toReversed()
  for (let outline = open.pop(); outline; outline = open.pop()) {
    const url = outline.xmlUrl?.trim() ?? ''
    if (url !== '' && !listed.has(url))
      listed.set(url, { url, title: (outline.title ?? outline.text ?? '').trim() })
    if (listed.size > mostOutlines)
      throw wrongFile(
        `The document lists more than ${mostOutlines.toLocaleString('en')} feeds. Take some out.`,
      )
    open.push(...(outline.outlines ?? []).toReversed())
  }
  if (listed.size === 0) throw wrongFile('The document lists no feed: none of its entries has an address.')
  return [...listed.values()]
}

/**
 * Adds the feeds of an OPML document. An address that is listened to already, in any spelling, stays as it is; one that
 * cannot be listened to is named with its reason and keeps no other from being added.
 * @throws Problem invalid_request
 */
export async function importOpml(tools: ListeningTools, store: Store, opml: string): Promise<OpmlImported> {
  const listed = readOpml(opml)
  const known = new Set((await listFeeds(store)).map(({ url }) => sameFor(url)))
  const result: OpmlImported = { added: 0, known: 0, refused: [] }
  for (const { url, title } of listed) {
    const key = sameFor(url)
    if (known.has(key)) {
      result.known += 1
      continue
    }
    try {
      const address = feedUrl.parse(url)
      await addFeed(tools, store.db, { url: address, ...(title !== '' && { title: title.slice(0, 200) }) })
      known.add(key)
      result.added += 1
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === null) throw error
      if (error instanceof Problem && error.code === 'feed_exists') result.known += 1
      else if (result.refused.length < mostRefusalsTold)
        result.refused.push({ url: url.slice(0, 300), reason })
    }
  }
  if (result.added > 0) store.poke({ about: 'setup', what: 'feeds' })
  return result
}

/** The library writes no document without feeds; one that was exported too early is valid all the same. */
const emptyOpml =
  '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>Earshot</title></head><body/></opml>\n'

/** The feeds that have an address of their own, as OPML 2.0. Tokens are no part of an address, so none is in it. */
export function writeOpml(feeds: readonly Feed[]): string {
  const outlines = feeds
    .filter(({ source }) => source === 'rss')
    .map(({ url, title, siteUrl }) => ({
      text: title || url,
      title: title || url,
      type: 'rss',
      xmlUrl: url,
      ...(siteUrl !== null && { htmlUrl: siteUrl }),
    }))
  return outlines.length === 0 ? emptyOpml : generateOpml({ head: { title: 'Earshot' }, body: { outlines } })
}

const sameFor = (url: string): string => canonicalAddress(url) ?? url

/** What is wrong with one address; null when it is not the address that is to blame. */
function reasonOf(error: unknown): string | null {
  if (error instanceof ZodError) return error.issues[0]?.message ?? 'This is no web address.'
  if (error instanceof Problem && error.status < 500) return error.message
  return null
}

function wrongFile(message: string, cause?: unknown): Problem {
  return new Problem('invalid_request', message, { fields: [{ path: 'opml', message }], cause })
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../../runtime/problem.ts'
import { emptyFetchState, type FetchInput, type FetchOutcome } from '../../connector.ts'
import { statusProblem } from '../../http-failure.ts'
import type { HttpReply } from '../../http-reply.ts'
import type { Item } from '../../item.ts'
import type { Parser } from '../../parse-thread.ts'
import type { ParsedFeed } from '../../parse.worker.ts'
import { cacheSeconds, linksOf, movedTo, validators } from './headers.ts'

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1'

/** What the document itself asks for: it holds until there is another one, also while the server says “not modified”. */
const remembered = z.object({
  ttlSeconds: z.number().nullable(),
  skip: z.object({ hours: z.array(z.number()), days: z.array(z.number()) }),
})
const noWishes: z.infer<typeof remembered> = { ttlSeconds: null, skip: { hours: [], days: [] } }

/**
 * Asks for a feed by its address, and for nothing when it has not changed.
 * @param refine what to make of each item.
 */
export async function fetchFeed(
  parser: Parser,
  url: string,
  { state, http, signal }: Pick<FetchInput<unknown>, 'state' | 'http' | 'signal'>,
  refine: (item: Item) => Item = (item) => item,
): Promise<FetchOutcome> {
  const headers: Record<string, string> = { accept }
  if (state.etag !== null) headers['if-none-match'] = state.etag
  if (state.lastModified !== null) headers['if-modified-since'] = state.lastModified

  const reply = await http.get(url, { headers, signal })
  const problem = statusProblem(reply)
  if (problem !== null) throw problem

  const bytes = reply.body.byteLength
  const bodyHash = createHash('sha256').update(reply.body).digest('hex')
  if (reply.status === 304 || bodyHash === state.bodyHash) {
    const { ttlSeconds, skip } = remembered.safeParse(state.cursor).data ?? noWishes
    return {
      kind: 'unchanged',
      state: { ...state, ...validators(reply, state) },
      status: reply.status,
      bytes,
      suggestedIntervalSeconds: longest(cacheSeconds(reply), ttlSeconds),
      skip,
      movedTo: movedTo(reply),
      ...noNews,
    }
  }
  if (bytes === 0) throw new Problem('feed_empty_document', 'The address answers with an empty document.')

  const contentType = reply.headers['content-type'] ?? null
  const { items, feed, format, warnings, cutOff } = await parser.parse(reply.body, {
    url: reply.finalUrl,
    contentType,
  })
  const skip = { hours: feed.skipHours, days: feed.skipDays }
  const cursor: z.infer<typeof remembered> = { ttlSeconds: feed.ttlSeconds, skip }
  return {
    kind: 'items',
    items: items.map(refine),
    deleted: [],
    more: false,
    // The rest must come with the next poll, which a 304 for half a document would prevent. One that is damaged but
    // whole keeps its validators: what it lacks is not there to be fetched before the server changes it.
    state: cutOff ? emptyFetchState : { ...validators(reply, state), bodyHash, cursor },
    feedTitle: feed.title,
    siteUrl: feed.link,
    finalUrl: reply.finalUrl,
    status: reply.status,
    bytes,
    format,
    warnings,
    suggestedIntervalSeconds: longest(cacheSeconds(reply), feed.ttlSeconds),
    skip,
    movedTo: movedTo(reply),
    hub: hubOf(reply, feed),
    ...noNews,
  }
}

const noNews = { quota: null, hostWaitSeconds: null }

/** Where new items can be had pushed, as the headers say or else the document. */
function hubOf(reply: HttpReply, feed: ParsedFeed['feed']): { hub: string; topic: string } | null {
  const hub = linksOf(reply, 'hub')[0] ?? feed.hub
  return hub === null ? null : { hub, topic: linksOf(reply, 'self')[0] ?? feed.self ?? reply.finalUrl }
}

function longest(...seconds: (number | null)[]): number | null {
  const known = seconds.filter((one) => one !== null)
  return known.length === 0 ? null : Math.max(...known)
}

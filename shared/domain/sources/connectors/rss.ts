import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../runtime/problem.ts'
import {
  emptyFetchState,
  type Connector,
  type ConnectorNeeds,
  type FetchInput,
  type FetchOutcome,
} from '../connector.ts'
import { statusProblem } from '../http-failure.ts'
import type { HttpReply } from '../http-reply.ts'
import type { ParsedFeed } from '../parse.worker.ts'
import { cacheSeconds, linksOf, movedTo, validators } from './rss/headers.ts'

const rssConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be a web address that starts with http:// or https://' }),
})

type RssConfig = z.infer<typeof rssConfig>

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1'

/** What the document itself asks for: it holds until there is another one, also while the server says “not modified”. */
const remembered = z.object({
  ttlSeconds: z.number().nullable(),
  skip: z.object({ hours: z.array(z.number()), days: z.array(z.number()) }),
})
const noWishes: z.infer<typeof remembered> = { ttlSeconds: null, skip: { hours: [], days: [] } }

/** Feeds by address: RSS of every version, Atom and JSON Feed. */
export function createConnector({ parser }: ConnectorNeeds): Connector<RssConfig> {
  async function fetch({
    config: { url },
    state,
    http,
    signal,
  }: FetchInput<RssConfig>): Promise<FetchOutcome> {
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
      items,
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

  return {
    source: 'rss',
    name: 'RSS, Atom or JSON feed',
    about: 'Any feed that has an address: blogs, news, forums, reviews, podcasts.',
    fields: [
      {
        name: 'url',
        label: 'Address',
        help: 'The address of the feed, or of a page that names one.',
        kind: 'address',
        required: true,
        placeholder: 'https://example.com/feed',
      },
    ],
    credential: null,
    config: rssConfig,
    address: ({ url }) => url,
    title: () => '',
    fetch,
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

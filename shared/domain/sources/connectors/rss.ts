import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem } from '../../../runtime/problem.ts'
import {
  emptyFetchState,
  type Connector,
  type ConnectorNeeds,
  type FetchInput,
  type FetchOutcome,
  type FetchState,
} from '../connector.ts'
import { statusProblem } from '../http-failure.ts'
import type { HttpReply } from '../http-reply.ts'

const rssConfig = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'must be a web address that starts with http:// or https://' }),
})

type RssConfig = z.infer<typeof rssConfig>

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1'

/** What a cache header may ask for at most; longer ones are mostly mistakes. */
const maxCacheSeconds = 5 * 3600

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
    const cacheSeconds = cacheSecondsOf(reply.headers)
    if (reply.status === 304 || bodyHash === state.bodyHash) {
      return {
        kind: 'unchanged',
        state: remember(reply, state.bodyHash, state),
        status: reply.status,
        bytes,
        suggestedIntervalSeconds: cacheSeconds,
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
    return {
      kind: 'items',
      items,
      deleted: [],
      more: false,
      // The rest must come with the next poll, which a 304 for half a document would prevent. One that is damaged but
      // whole keeps its validators: what it lacks is not there to be fetched before the server changes it.
      state: cutOff ? emptyFetchState : remember(reply, bodyHash, null),
      feedTitle: feed.title,
      siteUrl: feed.link,
      finalUrl: reply.finalUrl,
      status: reply.status,
      bytes,
      format,
      warnings,
      suggestedIntervalSeconds: longest(cacheSeconds, feed.ttlSeconds),
      movedTo: movedTo(reply),
      hub: null,
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

/** Where the feed stands now, when every redirect on the way there says that it is for good. */
function movedTo({ redirects, finalUrl }: HttpReply): string | null {
  const forGood = redirects.every(({ status }) => status === 301 || status === 308)
  return redirects.length > 0 && forGood ? finalUrl : null
}

/** Both validators of the newest answer, never one of each; a 304 that carries none keeps what is known. */
function remember({ headers }: HttpReply, bodyHash: string | null, known: FetchState | null): FetchState {
  const etag = headers.etag ?? null
  const lastModified = headers['last-modified'] ?? null
  const keep = etag === null && lastModified === null ? known : null
  return {
    etag: keep?.etag ?? etag,
    lastModified: keep?.lastModified ?? lastModified,
    bodyHash,
    cursor: null,
  }
}

/** How long the server says the document stays fresh: `max-age`, else `Expires`. */
function cacheSecondsOf(headers: Record<string, string>): number | null {
  const control = headers['cache-control'] ?? ''
  if (/\b(no-cache|no-store)\b/i.test(control)) return null
  const maxAge = /\bmax-age\s*=\s*"?(\d+)/i.exec(control)?.[1]
  const expires = Date.parse(headers.expires ?? '') - Date.parse(headers.date ?? '')
  const seconds = maxAge === undefined ? Math.round(expires / 1000) : Number(maxAge)
  return seconds > 0 ? Math.min(seconds, maxCacheSeconds) : null
}

function longest(...seconds: (number | null)[]): number | null {
  const known = seconds.filter((one) => one !== null)
  return known.length === 0 ? null : Math.max(...known)
}

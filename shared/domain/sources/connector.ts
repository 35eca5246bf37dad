import type { Item } from './item.ts'
import type { SafeHttp } from './http.ts'

/** What a feed remembers between two fetches; opaque to everybody but its connector. */
export type FetchState = {
  /** As the server sent it, byte for byte. */
  etag: string | null
  /** As the server sent it, byte for byte. */
  lastModified: string | null
  /** SHA-256 of the last body, hexadecimal. */
  bodyHash: string | null
  /** JSON value of the connector's own: where to go on. */
  cursor: unknown
}

/** The state of a feed that was never fetched, or whose address changed. */
export const emptyFetchState: FetchState = { etag: null, lastModified: null, bodyHash: null, cursor: null }

export type FetchOutcome =
  | {
      kind: 'items'
      items: Item[]
      state: FetchState
      feedTitle: string | null
      siteUrl: string | null
      /** Where the body came from after redirects. */
      finalUrl: string
      status: number
      /** Size of the body after decompression. */
      bytes: number
      /** `rss`, `atom`, `rdf`, `json`, … */
      format: string
      /** Sentences about what was repaired or left out. */
      warnings: string[]
      /** What the document or its headers ask for; null when they say nothing. */
      suggestedIntervalSeconds: number | null
    }
  | {
      kind: 'unchanged'
      state: FetchState
      status: number
      bytes: number
      suggestedIntervalSeconds: number | null
    }

/**
 * One kind of place to listen to. Connectors touch the network only through `http`.
 * `fetch` throws a Problem with a `feed_*` code when the feed cannot be heard; its facts may carry
 * `retryAfterSeconds`, `httpStatus`, and `discovered` (feeds that an HTML page offers).
 */
export type Connector = {
  /** The source word: `rss`, `mastodon`, … */
  source: string
  fetch(input: {
    /** What the source needs to know of a feed; parsed by the connector. */
    config: unknown
    state: FetchState
    http: SafeHttp
    signal: AbortSignal
  }): Promise<FetchOutcome>
  /** Where the item stands in public. */
  permalink(item: Item): string | null
  /** Where a person can answer it. */
  replyUrl(item: Item): string | null
}

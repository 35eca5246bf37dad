import type { z } from 'zod'
import type { Source, SourceField } from '../../contract/source.ts'
import type { Item } from './item.ts'
import type { Parser } from './parse-thread.ts'
import type { SafeHttp } from './http.ts'
import type { OpenSocket } from './socket.ts'

/** What a feed remembers between two fetches; opaque to everybody but its connector. */
export type FetchState = {
  /** As the server sent it, byte for byte. */
  etag: string | null
  /** As the server sent it, byte for byte. */
  lastModified: string | null
  /** SHA-256 of the last body, hexadecimal. */
  bodyHash: string | null
  /** JSON value of the connector's own: where to go on. Never a secret. */
  cursor: unknown
}

/** The state of a feed that was never fetched, or whose address changed. */
export const emptyFetchState: FetchState = { etag: null, lastModified: null, bodyHash: null, cursor: null }

/** What the server says of its limits and wishes, with any answer. */
export type RateNews = {
  /** Requests that are allowed in a window, that are left, and when the window begins anew; null: not said. */
  quota: { limit: number | null; remaining: number | null; resetAt: Date | null } | null
  /** Ask the host nothing for so long; null: no such wish. */
  hostWaitSeconds: number | null
}

type Answered = RateNews & {
  state: FetchState
  /** Of the last request. */
  status: number
  /** Size of all bodies together, after decompression. */
  bytes: number
  /** What the document or its headers ask for; null when they say nothing. */
  suggestedIntervalSeconds: number | null
  /** Hours (0–23, GMT) and days (0 Sunday) at which the document asks not to be fetched. */
  skip?: { hours: number[]; days: number[] }
  /** The feed's address has moved for good, say all redirects on the way to it (301, 308); null: it has not. */
  movedTo: string | null
}

export type FetchOutcome =
  | (Answered & {
      kind: 'items'
      items: Item[]
      /** External ids of items that their authors have deleted. */
      deleted: string[]
      /** There is more to read at once: the poll should be repeated soon. */
      more: boolean
      feedTitle: string | null
      siteUrl: string | null
      /** Where the body came from after redirects. */
      finalUrl: string
      /** `rss`, `atom`, `rdf`, `json`, `mastodon`, … */
      format: string
      /** Sentences about what was repaired or left out. */
      warnings: string[]
      /** Where new items can be had pushed (WebSub). */
      hub: { hub: string; topic: string } | null
    })
  | (Answered & { kind: 'unchanged' })

/** One stretch of a stream that is listened to without end. */
export type StreamBatch = {
  items: Item[]
  /** External ids of items that their authors have deleted. */
  deleted: string[]
  /** JSON value to go on from after this batch; stored together with it. */
  cursor: unknown
  /** Messages and bytes read since the batch before, those that were of no interest included. */
  messages: number
  bytes: number
}

export type Proposal = { title: string; config: Record<string, string> }

/**
 * One kind of place to listen to: a file of its own in `connectors/`, which is found there; nothing else names it.
 * Connectors touch the network only through what they are given.
 *
 * `fetch` gets what is new since `state` and throws a Problem with a `feed_*` code when the feed cannot be heard; the
 * problem's facts may carry `retryAfterSeconds`, `httpStatus`, and `discovered` (feeds that an HTML page offers).
 * `listen` is for sources that are streamed instead of polled; it ends by throwing, or when `signal` is aborted.
 */
export type Connector<Config = unknown> = {
  /** The source word: `rss`, `mastodon`, … */
  source: string
  /** What people call it. */
  name: string
  /** One sentence: what is heard there, and what it takes. */
  about: string
  /** The form, in its order; `config` parses what it sends. */
  fields: SourceField[]
  /** The token or password that it can or must have. */
  credential: Source['credential']
  config: z.ZodType<Config>
  /** The feed's public address: it tells two feeds apart, and people can open it. Never holds a secret. */
  address(config: Config): string
  /** A title until the feed itself says one. */
  title(config: Config): string
  /** Whose patience its requests use up, when that is not the registrable domain of `address`. */
  lane?(config: Config): string
  /** Least seconds between two requests to the host or lane of this feed. Undefined: as usual. */
  laneSpacingSeconds?(config: Config): number | undefined
  /** Least seconds between two polls of one feed, whatever the admin asks for. Default 10. */
  leastIntervalSeconds?: number
  fetch?(input: FetchInput<Config>): Promise<FetchOutcome>
  listen?(input: ListenInput<Config>): AsyncIterable<StreamBatch>
  /** The feed that a web address is about, when this source knows such addresses (a hashtag's page, a repository). */
  recognise?(url: URL): Record<string, string> | null
  /** Feeds worth hearing for a brand of this name, that need no token. */
  propose?(brandName: string): Proposal[]
}

export type FetchInput<Config> = {
  config: Config
  /** Decrypted; null when none is stored. Must not be logged, kept in `state`, or sent to another host. */
  credential: string | null
  state: FetchState
  http: SafeHttp
  signal: AbortSignal
}

export type ListenInput<Config> = Omit<FetchInput<Config>, 'state'> & {
  openSocket: OpenSocket
  /** Where to go on; null at the beginning. */
  cursor: unknown
  /** Whether any query could match a text: what is of no interest need not become an item. */
  wanted(title: string, text: string): boolean
}

/** What connectors are made with. */
export type ConnectorNeeds = { parser: Parser }
export type ConnectorModule = { createConnector(needs: ConnectorNeeds): Connector }

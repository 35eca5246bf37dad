import { getDomain } from 'tldts'
import type { z } from 'zod'
import { Problem } from '../../runtime/problem.ts'
import type { Connector } from '../sources/connector.ts'

/** A feed as a source understands it. */
export type FeedSettings = {
  source: string
  connector: Connector
  /** As people gave it, field by field. */
  config: Record<string, string>
  /** As the source parsed it. */
  parsed: unknown
  /** The feed's public address, in one spelling. */
  url: string
  /** Whom its polls ask: a lane that the source names, else the registrable domain. */
  host: string
  title: string
  streamed: boolean
}

type Given = {
  url?: string | undefined
  source?: string | undefined
  config?: Record<string, string> | undefined
}

/**
 * What a request says about a feed: the address of an RSS, Atom or JSON feed, or a source and its settings.
 * @throws Problem invalid_request naming the fields (`url`, or `config/tag`) and what would be right
 */
export function feedSettings(connectors: ReadonlyMap<string, Connector>, given: Given): FeedSettings {
  const source = given.source ?? 'rss'
  const config = given.config ?? { url: given.url ?? '' }
  const connector = connectors.get(source)
  if (!connector) {
    const message = `There is no source “${source}”. There are ${[...connectors.keys()].join(', ')}.`
    throw new Problem('invalid_request', message, { fields: [{ path: 'source', message }] })
  }
  const result = connector.config.safeParse(config)
  if (!result.success) throw wrongConfig(result.error, given)
  const url = sameAddress(connector.address(result.data))
  return {
    source,
    connector,
    config,
    parsed: result.data,
    url,
    host: connector.lane?.(result.data) ?? hostOf(url),
    title: connector.title(result.data).slice(0, 200),
    streamed: connector.listen !== undefined,
  }
}

/** Whose patience requests to an address use up: its registrable domain; an IP address or a bare name with its port. */
export function hostOf(url: string): string {
  const { hostname, host } = new URL(url)
  return getDomain(hostname, { allowPrivateDomains: true }) ?? host
}

/** One spelling for addresses that are the same, so that a feed is not listened to twice. */
function sameAddress(url: string): string {
  const parsed = new URL(url)
  parsed.hash = ''
  return parsed.href
}

/** Sources may say only what a field must be: `must be at least three characters`. */
const asSentence = (words: string) => (words.startsWith('must ') ? `It ${words.replace(/\.$/, '')}.` : words)

function wrongConfig(error: z.ZodError, given: Given): Problem {
  const fields = error.issues.map((issue) => ({
    path: given.config === undefined ? 'url' : ['config', ...issue.path].join('/'),
    message: asSentence(issue.message),
  }))
  return new Problem('invalid_request', fields[0]?.message ?? 'The settings are wrong.', { fields })
}

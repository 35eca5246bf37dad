import { z } from 'zod'
import type { FeedProposal } from '../../contract/source.ts'
import { Problem } from '../../runtime/problem.ts'
import type { Connection } from '../../database/store.ts'
import type { ListeningTools } from '../listening/tools.ts'
import { emptyFetchState, type Connector } from '../sources/connector.ts'
import { blockSentence } from './hosts/block.ts'
import { createPoliteHttp } from './hosts/polite-http.ts'
import { NotYet } from './hosts/turn.ts'
import { proposal } from './proposal.ts'
import { feedSettings, hostOf } from './settings.ts'

/** Where sites put their feeds when their pages do not say so. */
const wellKnownPaths = [
  '/feed',
  '/rss',
  '/feed.xml',
  '/atom.xml',
  '/index.xml',
  '/rss.xml',
  '/comments/feed/',
]
/** What the site says is no feed; another address of it may be one. */
const worthLooking = new Set(['feed_is_html', 'feed_unparsable', 'feed_empty_document', 'feed_not_found'])

/** For the first turn at the site, when others ask it, too. */
const patienceSeconds = 5

type Tools = Pick<ListeningTools, 'connectors' | 'http' | 'spacingSeconds'>
type Site = Pick<ListeningTools, 'connectors' | 'http'>

/**
 * The feeds behind any web address: what a source recognises; the address itself, or the feeds that its page names; or
 * what stands at the usual addresses of its site (eight requests at most, each in its turn at the host). Nothing is
 * stored.
 * @param deadlineMs for everything together
 * @throws Problem `feed_*` that says why there is none, or invalid_request
 */
export async function discoverFeeds(
  { connectors, http, spacingSeconds }: Tools,
  connection: Connection,
  address: string,
  deadlineMs = 20_000,
): Promise<FeedProposal[]> {
  const recognised = [...connectors.values()].flatMap((connector) => {
    const config = connector.recognise?.(new URL(address))
    return (config && proposal(connectors, connector.source, config)) ?? []
  })
  // A source of many sites goes by the look of the address only; what the site itself says is offered as well.
  if (recognised.length > 0 && !recognised.some(({ config }) => namesSite(config, address))) return recognised

  const signal = AbortSignal.timeout(deadlineMs)
  const host = hostOf(address)
  const manners = { host, url: address, spacingSeconds, signal, patienceSeconds }
  try {
    return await lookAtSite(
      { connectors, http: createPoliteHttp(http, connection, manners) },
      address,
      recognised,
      signal,
    )
  } catch (error) {
    if (error instanceof NotYet)
      throw new Problem('feed_blocked', blockSentence({ detail: `${host} is to be left alone` }, error.until))
    if (error instanceof Problem || !signal.aborted) throw error
    throw new Problem(
      'feed_timeout',
      `${new URL(address).host} took longer than ${Math.round(deadlineMs / 1000)} seconds to look through.`,
      { cause: error },
    )
  }
}

async function lookAtSite(
  tools: Site,
  address: string,
  recognised: FeedProposal[],
  signal: AbortSignal,
): Promise<FeedProposal[]> {
  const first = await look(tools, address, signal)
  if (!(first instanceof Problem)) return eachOnce([first, ...recognised])
  if (!worthLooking.has(first.code) && recognised.length === 0) throw first
  const named = namedBy(first).flatMap(
    ({ url, title }) => proposal(tools.connectors, 'rss', { url }, title) ?? [],
  )
  if (named.length + recognised.length > 0) return eachOnce([...recognised, ...named])

  const found = new Map<string, FeedProposal>()
  for (const path of wellKnownPaths) {
    const url = new URL(path, address).href
    if (url === address) continue
    const feed = await look(tools, url, signal, false)
    if (!(feed instanceof Problem)) found.set(feed.url, feed)
    // A site that wants to be left alone, or is away, is not asked for the rest.
    else if (!worthLooking.has(feed.code) && feed.code !== 'feed_redirects') break
    // Comments are worth a feed of their own beside the posts; another spelling of the posts is not.
    if (found.size > 0 && !path.startsWith('/comments')) break
  }
  if (found.size > 0) return [...found.values()]
  throw noFeed(first, address)
}

/** The feed at an address, or why there is none. */
async function look(
  { connectors, http }: Site,
  address: string,
  signal: AbortSignal,
  follow = true,
): Promise<FeedProposal | Problem> {
  const { connector, parsed } = feedSettings(connectors, { url: address })
  try {
    const outcome = await fetchOf(connector)({
      config: parsed,
      credential: null,
      state: emptyFetchState,
      // Sites send every address that they do not know to their front page.
      http: { ...http, get: (url, options) => http.get(url, { ...options, follow }) },
      signal,
    })
    const url = outcome.movedTo ?? address
    const title = outcome.kind === 'items' ? outcome.feedTitle : null
    return proposal(connectors, connector.source, { url }, title) ?? notAccepted(url)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const fetchOf = (connector: Connector): NonNullable<Connector['fetch']> => {
  if (!connector.fetch) throw new Error(`“${connector.source}” cannot be fetched`)
  return connector.fetch
}

const eachOnce = (feeds: readonly FeedProposal[]): FeedProposal[] => [
  ...new Map(feeds.map((feed) => [feed.url, feed])).values(),
]

/** Whether settings name the site of an address: then another site with such addresses would have been recognised, too. */
function namesSite(config: FeedProposal['config'], address: string): boolean {
  const { host } = new URL(address)
  return Object.values(config).some(
    (value) => value === host || (URL.canParse(value) && new URL(value).host === host),
  )
}

const discovered = z.array(z.object({ url: z.string(), title: z.string().nullish() }))
const namedBy = (problem: Problem) => discovered.safeParse(problem.facts['discovered']).data ?? []

const notAccepted = (url: string) =>
  new Problem('feed_address_refused', `${url.slice(0, 200)} cannot be listened to.`)

function noFeed(first: Problem, address: string): Problem {
  if (first.code !== 'feed_is_html') return first
  return new Problem(
    'feed_is_html',
    `${new URL(address).host} offers no feed: its page names none, and there is none at the usual addresses. Look on the site for “RSS” or “Feed”, or choose a source.`,
    { cause: first },
  )
}

import type { PreviewedItem } from '../../contract/brand.ts'
import type { FeedTest, FeedTestRequest } from '../../contract/feed.ts'
import type { Connection } from '../../database/store.ts'
import { createBreather } from '../../runtime/breather.ts'
import { Problem } from '../../runtime/problem.ts'
import { checkQueries } from '../brands/check-queries.ts'
import type { ListeningTools } from '../listening/tools.ts'
import type { Listening } from '../listening/compiled.ts'
import { listeningFor } from '../listening/listening-for.ts'
import { judgePreviewed } from '../mentions/judge-previewed.ts'
import { previewedItem } from '../mentions/previewed-item.ts'
import { emptyFetchState, type FetchOutcome } from '../sources/connector.ts'
import { countHeardAlready } from './heard-already.ts'
import { blockSentence } from './hosts/block.ts'
import { createPoliteHttp } from './hosts/polite-http.ts'
import { stayHome } from './hosts/stay-home.ts'
import { NotYet } from './hosts/turn.ts'
import { listenBriefly } from './listen-briefly.ts'
import { recentlyFetched } from './recent-fetch.ts'
import { unexpected } from './record-check.ts'
import { feedSettings, type FeedSettings } from './settings.ts'

const mostShown = 20
const patienceMs = 30_000
/** For the turn at a host that others ask, too. */
const turnPatienceSeconds = 15

type Fetched = Extract<FetchOutcome, { kind: 'items' }>

/**
 * Fetches a feed now, unless a test just has, and shows what it would bring. Nothing is stored. That it cannot be heard
 * is a result, too.
 * @param connection where brands are read from when the request brings no queries; null: there are none.
 * @throws Problem invalid_query
 */
export async function testFeed(
  tools: ListeningTools,
  connection: Connection | null,
  request: FeedTestRequest,
): Promise<FeedTest> {
  const tried = await whatToTry(tools, connection, request)
  const startedAt = performance.now()
  const settings = feedSettings(tools.connectors, request)
  const outcome = await fetchOnce(tools, connection, settings, request.credential ?? null)
  const durationMs = Math.round(performance.now() - startedAt)
  if (outcome instanceof Problem) return { ...nothing, problem: outcome.toDocument(), durationMs }
  const { items, ...figures } = await tryItems(outcome, settings.source, tried, tools)
  return {
    ok: true,
    problem: null,
    finalUrl: outcome.finalUrl,
    format: outcome.format,
    title: outcome.feedTitle,
    ...figures,
    duplicates: connection === null ? 0 : await countHeardAlready(connection, settings.url, outcome.items),
    items,
    warnings: outcome.warnings,
    durationMs,
  }
}

const nothing = {
  ok: false,
  finalUrl: null,
  format: null,
  title: null,
  itemCount: 0,
  matched: 0,
  queued: 0,
  duplicates: 0,
  items: [],
  warnings: [],
}

async function whatToTry(
  { listening, scorer }: ListeningTools,
  connection: Connection | null,
  { queries, queueThreshold }: FeedTestRequest,
): Promise<Listening> {
  if (queries === undefined && connection !== null) {
    const all = await listening.read(connection)
    if (queueThreshold === undefined) return all
    const brands = [...all.brands].map(
      ([id, brand]) => [id, { ...brand, threshold: queueThreshold }] as const,
    )
    return { ...all, brands: new Map(brands) }
  }
  return listeningFor(
    checkQueries(queries ?? []),
    scorer,
    queueThreshold === undefined ? {} : { threshold: queueThreshold },
  )
}

async function fetchOnce(
  { http, openSocket, spacingSeconds }: ListeningTools,
  connection: Connection | null,
  settings: FeedSettings,
  credential: string | null,
): Promise<Fetched | Problem> {
  const { connector, source, config, parsed, host, url } = settings
  const signal = AbortSignal.timeout(patienceMs)
  const spacing = connector.laneSpacingSeconds?.(parsed) ?? spacingSeconds
  const manners = { host, url, spacingSeconds: spacing, signal, patienceSeconds: turnPatienceSeconds }
  const safe = credential === null ? http : stayHome(http)
  const polite = connection === null ? safe : createPoliteHttp(safe, connection, manners)
  try {
    return await recentlyFetched(http, { source, config, credential }, async () => {
      if (!connector.fetch) return listenBriefly(settings, { http, openSocket, credential })
      const state = emptyFetchState
      const outcome = await connector.fetch({ config: parsed, credential, state, http: polite, signal })
      if (outcome.kind === 'items') return outcome
      throw new Problem(
        'feed_empty_document',
        'The address answered that nothing has changed since a visit that never was.',
      )
    })
  } catch (error) {
    if (error instanceof Problem) return error
    if (error instanceof NotYet)
      return new Problem(
        'feed_blocked',
        blockSentence({ detail: `${host} is to be left alone` }, error.until),
        {
          facts: { until: error.until.toISOString() },
        },
      )
    if (signal.aborted)
      return new Problem('feed_timeout', `The feed took longer than ${patienceMs / 1000} seconds.`)
    return unexpected(error as Error)
  }
}

async function tryItems(
  outcome: Fetched,
  source: string,
  listening: Listening,
  { scorer }: ListeningTools,
): Promise<Pick<FeedTest, 'itemCount' | 'matched' | 'queued' | 'items'>> {
  const now = new Date()
  const breathe = createBreather()
  const matching: PreviewedItem[] = []
  const others: PreviewedItem[] = []
  for (const item of outcome.items) {
    await breathe()
    const heard = { ...item, source }
    const matches = listening.matcher.match(heard)
    if (matches.length === 0 && others.length >= mostShown) continue
    const list = matches.length > 0 ? matching : others
    const brandIds = new Set(matches.map(({ brandId }) => Number(brandId)))
    const { scored, queued } = judgePreviewed(heard, brandIds, { listening, scorer, now })
    list.push(previewedItem(item, matches, scored, queued))
  }
  return {
    itemCount: outcome.items.length,
    matched: matching.length,
    queued: matching.filter(({ queued }) => queued).length,
    items: [...matching, ...others].slice(0, mostShown),
  }
}

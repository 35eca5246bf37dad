import { hash } from 'node:crypto'
import type { FetchOutcome } from '../sources/connector.ts'
import type { SafeHttp } from '../sources/http.ts'

type Fetched = Extract<FetchOutcome, { kind: 'items' }>

/** As long as somebody may go on editing a query: the site need not be asked again for the same items. */
const freshMs = 2 * 60_000
const mostKept = 30
/** Of all texts together; what is longer is fetched again rather than kept. */
const longestKept = 1_000_000

/** By the way out to the network, so that what is kept ends with it. */
const keptBy = new WeakMap<SafeHttp, Map<string, { at: number; fetched: Promise<Fetched> }>>()

/**
 * What a test has fetched within the last two minutes, or fetches it now. Tests of the same feed at the same moment
 * share one fetch; a failure is not kept.
 */
export async function recentlyFetched(
  http: SafeHttp,
  feed: { source: string; config: Record<string, string>; credential: string | null },
  fetch: () => Promise<Fetched>,
): Promise<Fetched> {
  const kept = keptBy.get(http) ?? new Map<string, { at: number; fetched: Promise<Fetched> }>()
  keptBy.set(http, kept)
  const key = hash(
    'sha256',
    JSON.stringify([feed.source, Object.entries(feed.config).toSorted(), feed.credential]),
  )
  const now = Date.now()
  for (const [old, { at }] of kept) if (now - at > freshMs) kept.delete(old)
  const known = kept.get(key)
  if (known) return known.fetched
  const fetched = fetch()
  kept.set(key, { at: now, fetched })
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest)
  try {
    const { items } = await fetched
    if (items.reduce((sum, { text }) => sum + text.length, 0) > longestKept) kept.delete(key)
  } catch (error) {
    kept.delete(key)
    throw error
  }
  return fetched
}

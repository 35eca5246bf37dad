import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queryKeys } from '../../../client/lib/query-keys.ts'
import { createLiveCache, type LiveCache } from '../../../client/live/cache.ts'
import { cardsOf, toCachedPage, type CachedList } from '../../../client/live/list.ts'
import type { Change } from '../../../shared/contract/events.ts'
import { mentionFilter } from '../../../shared/contract/mention.ts'
import { cardWith, ServerModel, viewerId } from './server-model.ts'

const filter = mentionFilter.parse({ lane: 'queue' })
const key = queryKeys.mentionList(filter)

let client: QueryClient
let live: LiveCache
let server: ServerModel
/** Replies leave the server at once and arrive when this is called. */
let land: () => void

/** Fetches the list as the screen does; the snapshot is taken now and arrives with `land`. */
function fetchList(): Promise<unknown> {
  return client.fetchInfiniteQuery({
    queryKey: key,
    queryFn: async () => {
      const page = toCachedPage(server.page(filter, null, 10))
      await new Promise<void>((resolve) => (land = resolve))
      return page
    },
    initialPageParam: null,
    staleTime: 0,
  })
}

const shown = () => cardsOf(client.getQueryData<CachedList>(key)!).map(({ id, state }) => [id, state])
const claim = (id: number): Change => server.move(cardWith({ id, state: 'claimed', ownerId: 2 }))

beforeEach(() => {
  vi.useFakeTimers()
  client = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } })
  live = createLiveCache(client, viewerId)
  server = new ServerModel()
  for (const id of [1, 2, 3]) server.move(cardWith({ id }))
})

afterEach(() => {
  live.stop()
  client.clear()
  vi.useRealTimers()
})

describe('the live cache', () => {
  it('brings a snapshot up to changes that overtook it', async () => {
    const fetched = fetchList()
    await vi.advanceTimersByTimeAsync(0)
    live.change(claim(2))
    land()
    await fetched
    expect(shown()).toEqual([
      [1, 'queued'],
      [3, 'queued'],
    ])
  })

  it('asks the server again when a change was lost, once, after a moment of patience', async () => {
    const fetched = fetchList()
    await vi.advanceTimersByTimeAsync(0)
    land()
    await fetched
    const refetched = vi.spyOn(client, 'invalidateQueries')
    claim(1)
    live.change(claim(2))
    live.revisions(server.revisions)
    expect(refetched).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(300)
    expect(refetched.mock.calls.filter(([asked]) => asked?.queryKey === key)).toHaveLength(1)
  })

  it('does not ask when the lost change comes late after all', async () => {
    const fetched = fetchList()
    await vi.advanceTimersByTimeAsync(0)
    land()
    await fetched
    const refetched = vi.spyOn(client, 'invalidateQueries')
    const late = claim(1)
    live.revisions(server.revisions)
    live.change(late)
    await vi.advanceTimersByTimeAsync(300)
    expect(refetched.mock.calls.filter(([asked]) => asked?.queryKey === key)).toHaveLength(0)
    expect(shown()).toEqual([
      [2, 'queued'],
      [3, 'queued'],
    ])
  })

  it('ignores a card that is older than what is shown', async () => {
    const fetched = fetchList()
    await vi.advanceTimersByTimeAsync(0)
    land()
    await fetched
    const first = server.move(cardWith({ id: 1 })).mentions[0]!
    live.card(claim(1).mentions[0]!)
    live.card(server.move(cardWith({ id: 1 })).mentions[0]!)
    live.card(first)
    expect(cardsOf(client.getQueryData<CachedList>(key)!).find(({ id }) => id === 1)?.version).toBe(4)
  })

  it('counts again at most every 0.7 s in a storm of changes', async () => {
    const counted = vi.spyOn(client, 'invalidateQueries')
    for (let change = 0; change < 200; change++) {
      live.change(claim(1 + (change % 3)))
      await vi.advanceTimersByTimeAsync(10)
    }
    const times = counted.mock.calls.filter(([asked]) => asked?.queryKey === queryKeys.laneCounts).length
    expect(times).toBeGreaterThanOrEqual(2)
    expect(times).toBeLessThanOrEqual(4)
  })
})

import { Problem } from '../../runtime/problem.ts'
import { emptyFetchState, type FetchOutcome, type ListenInput } from '../sources/connector.ts'
import type { Item } from '../sources/item.ts'
import type { OpenSocket } from '../sources/socket.ts'
import type { FeedSettings } from './settings.ts'

const listenMs = 6000
const seconds = listenMs / 1000
const mostItems = 500

/**
 * Some seconds of a stream, as if it were a feed: whatever is said in it, of interest or not.
 * @throws Problem `feed_*` when it cannot be heard
 */
export async function listenBriefly(
  { connector, parsed, url }: FeedSettings,
  { http, openSocket, credential }: Pick<ListenInput<unknown>, 'http' | 'openSocket' | 'credential'>,
): Promise<Extract<FetchOutcome, { kind: 'items' }>> {
  if (!connector.listen) throw new Error(`“${connector.source}” cannot be listened to`)
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), listenMs)
  const items: Item[] = []
  let messages = 0
  let bytes = 0
  const door = watchDoor(openSocket)
  try {
    const stream = connector.listen({
      config: parsed,
      credential,
      http,
      openSocket: door.openSocket,
      cursor: null,
      signal: stop.signal,
      wanted: () => true,
    })
    for await (const batch of stream) {
      messages += batch.messages
      bytes += batch.bytes
      items.push(...batch.items)
      if (items.length >= mostItems) break
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
  if (messages === 0)
    throw door.closed() ?? new Problem('feed_timeout', `Nothing was heard there within ${seconds} seconds.`)
  return {
    kind: 'items',
    items,
    deleted: [],
    more: false,
    feedTitle: null,
    siteUrl: null,
    finalUrl: url,
    format: 'stream',
    warnings: [],
    hub: null,
    state: emptyFetchState,
    status: 200,
    bytes,
    suggestedIntervalSeconds: null,
    movedTo: null,
    quota: null,
    hostWaitSeconds: null,
  }
}

/** Tells silence from a place that could not be had: a stream goes on trying without a word. */
function watchDoor(openSocket: OpenSocket): { openSocket: OpenSocket; closed: () => Problem | null } {
  let tried: string | null = null
  let opened = false
  let why: Problem | null = null
  return {
    async openSocket(url, options) {
      tried = new URL(url).host
      try {
        const socket = await openSocket(url, options)
        opened = true
        return socket
      } catch (error) {
        if (error instanceof Problem) why = error
        throw error
      }
    },
    closed: () =>
      opened || tried === null
        ? null
        : (why ?? new Problem('feed_timeout', `${tried} did not answer within ${seconds} seconds.`)),
  }
}

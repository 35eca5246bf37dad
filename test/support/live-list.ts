import { io } from 'socket.io-client'
import { cardsOf, toCachedPage, type CachedList } from '../../client/live/list.ts'
import { catchUp, emptyLog, reach, remember, type LiveLog } from '../../client/live/log.ts'
import { change as changeSchema, livePath, serverEvents } from '../../shared/contract/events.ts'
import type { MentionCard, MentionFilter, MentionPage } from '../../shared/contract/mention.ts'
import { routes } from '../../shared/contract/routes.ts'
import type { ApiClient } from './api-client.ts'

/** A list as a browser keeps it: one snapshot, then live changes by the client's own reducer, refetched on a gap. */
export type LiveList = {
  cards(): MentionCard[]
  /** How often a snapshot was fetched. */
  fetches(): number
  close(): void
}

/** Opens the whole list behind a filter and keeps it up to date until closed, through lost connections. */
export function openLiveList(client: ApiClient, filter: MentionFilter, viewerId: number): LiveList {
  const scope = { filter, viewerId }
  let log: LiveLog = emptyLog
  let list: CachedList = { pages: [], pageParams: [] }
  let fetches = 0
  let fetching = false
  let closed = false

  const settle = () => {
    if (list.pages.length === 0) return refetch()
    const next = catchUp(list, scope, log)
    if (next === 'refetch') refetch()
    else list = next
  }
  const refetch = () => {
    if (fetching || closed) return
    fetching = true
    fetchAll(client, filter)
      .then((fresh) => {
        list = fresh
        fetches += 1
        fetching = false
        settle()
      })
      .catch(() => {
        fetching = false
        setTimeout(refetch, 300)
      })
  }

  const socket = io(client.address, {
    path: livePath,
    transports: ['websocket'],
    extraHeaders: { cookie: client.cookie, origin: client.address },
    reconnectionDelay: 200,
    reconnectionDelayMax: 1000,
  })
  socket.on('hello', (payload) => {
    log = reach(log, serverEvents.hello.parse(payload).revisions)
    settle()
  })
  socket.on('revisions', (payload) => {
    log = reach(log, serverEvents.revisions.parse(payload).revisions)
    settle()
  })
  socket.on('change', (payload) => {
    log = remember(log, changeSchema.parse(payload))
    settle()
  })
  return {
    cards: () => cardsOf(list),
    fetches: () => fetches,
    close: () => {
      closed = true
      socket.close()
    },
  }
}

/** Every page of a list. */
export async function fetchAll(client: ApiClient, filter: MentionFilter): Promise<CachedList> {
  const list: CachedList = { pages: [], pageParams: [] }
  let cursor: string | null = null
  do {
    const page: MentionPage = await client.call(routes.mentions, {
      query: { ...filter, limit: 100, ...(cursor !== null && { cursor }) },
    })
    list.pages.push(toCachedPage(page))
    list.pageParams.push(cursor)
    cursor = page.nextCursor
  } while (cursor !== null)
  return list
}

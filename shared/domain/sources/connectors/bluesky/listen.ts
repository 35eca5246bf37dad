import { setTimeout as sleep } from 'node:timers/promises'
import { createBreather } from '../../../../runtime/breather.ts'
import { Problem } from '../../../../runtime/problem.ts'
import type { ListenInput, StreamBatch } from '../../connector.ts'
import type { FrameSocket } from '../../socket.ts'
import { readFrame } from './frame.ts'
import { newsOf } from './news.ts'
import { itemOfPost, postCollection, postUri } from './post.ts'
import type { Profiles } from './profiles.ts'

/** Where the firehose and the names of its accounts are. `hosts`: tried by turns. */
export type FirehoseAddresses = { hosts: readonly string[]; api: string }

type Post = { did: string; rkey: string; record: unknown }

/** A batch is as long as this, or as large, whichever is reached first. */
const batchMs = 1_000
const batchPosts = 200
/** What is heard again after a break: hosts differ by a little, and what is known already costs nothing. */
const overlapUs = 5_000_000
/** A host may run ahead by so much; what claims to come from later would make everything until then be missed. */
const aheadUs = 60_000_000
const framesABreath = 64
const firstWaitMs = 500
const longestWaitMs = 8_000

/**
 * Posts that somebody wants and deletions of posts, without end. A connection that breaks is made again at the next
 * host, from where the last one was; when no host can be had, the last one's Problem is thrown.
 */
export async function* listenToFirehose(
  input: ListenInput<unknown>,
  { hosts, api }: FirehoseAddresses,
  profiles: Profiles,
): AsyncGenerator<StreamBatch> {
  const { openSocket, signal } = input
  let timeUs = readCursor(input.cursor)
  let failures = 0
  for (let turn = 0; !signal.aborted; turn++) {
    let socket: FrameSocket | undefined
    try {
      socket = await openSocket(addressOf(hosts[turn % hosts.length]!, timeUs), { signal })
      for await (const { posts, ...gathered } of gather(socket, input, timeUs)) {
        if (gathered.understood) failures = 0
        else if (gathered.messages >= mostStrange) throw strange(hosts[turn % hosts.length]!)
        timeUs = gathered.timeUs
        const dids = posts.map(({ did }) => did)
        const authors = await profiles.lookUp(dids, { http: input.http, api, signal })
        const items = posts.map((post) => itemOfPost({ ...post, author: authors.get(post.did)! }))
        const { deleted, messages, bytes } = gathered
        yield { items, deleted, cursor: timeUs === null ? null : { timeUs }, messages, bytes }
      }
    } catch (error) {
      if (signal.aborted) return
      failures++
      if (!(error instanceof Problem) || error.code === 'feed_address_refused' || failures > hosts.length)
        throw error
    } finally {
      socket?.close()
    }
    const wait = Math.min(firstWaitMs * 2 ** failures, longestWaitMs) * (0.5 + Math.random())
    await sleep(wait, undefined, { signal }).catch(() => undefined)
  }
}

function addressOf(host: string, timeUs: number | null): string {
  const url = new URL(host)
  url.searchParams.set('wantedCollections', postCollection)
  if (timeUs !== null) url.searchParams.set('cursor', String(Math.max(0, timeUs - overlapUs)))
  return url.href
}

function readCursor(cursor: unknown): number | null {
  const timeUs = (cursor as { timeUs?: unknown } | null)?.timeUs
  return typeof timeUs === 'number' && Number.isSafeInteger(timeUs) ? timeUs : null
}

type Gathered = {
  posts: Post[]
  deleted: string[]
  timeUs: number | null
  messages: number
  bytes: number
  /** Something among them was what the firehose sends. */
  understood: boolean
}

const nothing = { messages: 0, bytes: 0, understood: false }
/** So many messages of which none can be read come from something else. */
const mostStrange = 20

function strange(host: string): Problem {
  return new Problem(
    'feed_unparsable',
    `${new URL(host).host} sends messages that cannot be read: it is no Jetstream server.`,
  )
}

/** What comes through one connection, until it breaks. */
async function* gather(
  socket: FrameSocket,
  { wanted }: Pick<ListenInput<unknown>, 'wanted'>,
  startUs: number | null,
): AsyncGenerator<Gathered> {
  const breathe = createBreather()
  let timeUs = startUs
  let batch: Gathered = { posts: [], deleted: [], timeUs, ...nothing }
  let endsAt = performance.now() + batchMs
  let last: Buffer | undefined

  function take(frame: Buffer): void {
    batch.messages++
    batch.bytes += frame.byteLength
    last = frame
    const news = newsOf(frame, wanted)
    if (news === null) return
    moveOn(news.timeUs)
    batch.understood = true
    if (news.kind === 'deleted') batch.deleted.push(postUri(news.did, news.rkey))
    else if (news.kind === 'post') batch.posts.push(news)
  }

  function moveOn(to: number): void {
    if (to <= (Date.now() + aheadUs / 1000) * 1000 && to > (timeUs ?? 0)) timeUs = to
  }

  function end(): Gathered {
    const news = last === undefined ? null : readFrame(last)
    if (news !== null) moveOn(news.timeUs)
    const ended = { ...batch, timeUs, understood: batch.understood || news !== null }
    batch = { posts: [], deleted: [], timeUs, ...nothing }
    endsAt = performance.now() + batchMs
    last = undefined
    return ended
  }

  try {
    for (;;) {
      for (const frame of await socket.read(Math.max(0, endsAt - performance.now()))) {
        take(frame)
        if (batch.posts.length + batch.deleted.length >= batchPosts) yield end()
        if (batch.messages % framesABreath === 0) await breathe()
      }
      if (performance.now() >= endsAt) yield end()
    }
  } catch (error) {
    // What came before the connection broke has come.
    if (batch.messages > 0) yield end()
    throw error
  }
}

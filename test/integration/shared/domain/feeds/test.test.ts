import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testFeed } from '../../../../../shared/domain/feeds/test.ts'
import { createListeningTools, type ListeningTools } from '../../../../../shared/domain/listening/tools.ts'
import {
  emptyFetchState,
  type Connector,
  type StreamBatch,
} from '../../../../../shared/domain/sources/connector.ts'
import type { Item } from '../../../../../shared/domain/sources/item.ts'
import { readConfig } from '../../../../../shared/runtime/config.ts'
import { silentLog } from '../../../../../shared/runtime/log.ts'
import { startFeedServer } from '../../../../support/feed-server.ts'
import { startJetstream } from '../../../../support/jetstream-server.ts'
import { listen, serveLocally } from '../../../../support/local-http.ts'
import { addBrand, addFeed, addMentions, openTestStore, type TestStore } from '../../../../support/store.ts'

let tools: ListeningTools
let store: TestStore
let feed: Awaited<ReturnType<typeof startFeedServer>>

beforeAll(async () => {
  tools = createListeningTools({ config: readConfig({ EARSHOT_ALLOW_PRIVATE_FEEDS: '1' }), log: silentLog })
  store = await openTestStore()
})
afterAll(async () => {
  await tools.close()
  await store.close()
})
afterEach(() => feed?.close())

const queries = (...texts: string[]) => texts.map((text) => ({ text }))

test('another query for the same feed is tried on the same items, without asking the site again', async () => {
  feed = await startFeedServer()
  feed.publish(
    { id: '1', text: 'Acme is late' },
    { id: '2', text: 'Borea is late' },
    { id: '3', text: 'Rain' },
  )
  const [one, two] = await Promise.all(
    ['acme', 'late'].map((query) => testFeed(tools, null, { url: feed.url, queries: queries(query) })),
  )
  expect([one!.matched, two!.matched]).toEqual([1, 2])
  expect((await testFeed(tools, null, { url: feed.url, queries: queries('rain') })).matched).toBe(1)
  expect(feed.requests()).toBe(1)
  await testFeed(tools, null, { url: `${feed.url}?other`, queries: queries('rain') })
  expect(feed.requests()).toBe(2)
})

test('a failure is not kept: the next test asks again', async () => {
  let status = 503
  const site = await serveLocally((_, response) =>
    response.writeHead(status).end('<rss version="2.0"><channel><title>Up again</title></channel></rss>'),
  )
  try {
    expect((await testFeed(tools, null, { url: site.url })).problem?.code).toBe('feed_server_error')
    status = 200
    expect(await testFeed(tools, null, { url: site.url })).toMatchObject({ ok: true, title: 'Up again' })
  } finally {
    await site.close()
  }
})

test('items that are heard already are counted, from this feed or as another’s mentions', async () => {
  feed = await startFeedServer()
  feed.publish(...['1', '2', '3', '4'].map((id) => ({ id, text: `Acme ${id}` })))
  const asked = { url: feed.url, queries: queries('acme') }
  expect((await testFeed(tools, store.db, asked)).duplicates).toBe(0)

  const own = await addFeed(store, feed.url)
  await store.db.insertInto('item').values({ feed_id: own, external_id: '1', title: '', text: '' }).execute()
  const other = await addFeed(store, 'https://other.example/')
  const [mention] = await addMentions(store, [{ brandId: await addBrand(store, 'Acme'), feedId: other }])
  const outcome = await tools.connectors.get('rss')!.fetch!({
    config: { url: feed.url },
    credential: null,
    state: emptyFetchState,
    http: tools.http,
    signal: new AbortController().signal,
  })
  const items = outcome.kind === 'items' ? outcome.items : []
  const identity = items.find(({ externalId }) => externalId === '2')!.identity
  expect(identity).not.toBeNull()
  await store.db.updateTable('mention').set({ identity }).where('id', '=', mention!).execute()

  expect(await testFeed(tools, store.db, asked)).toMatchObject({ itemCount: 4, matched: 4, duplicates: 2 })
  expect((await testFeed(tools, null, asked)).duplicates).toBe(0)
})

const post = (text: string): Item => ({
  externalId: text,
  identity: null,
  url: null,
  replyUrl: null,
  title: '',
  text,
  author: null,
  authorUrl: null,
  publishedAt: null,
  language: null,
  threadKey: null,
  potentialReach: null,
  engagement: null,
  media: [],
})

function streaming(listen: Connector['listen']): ListeningTools {
  const connector = {
    source: 'firehose',
    name: 'Firehose',
    about: '',
    fields: [],
    credential: null,
    config: z.strictObject({}),
    address: () => `https://firehose.example/${crypto.randomUUID()}`,
    title: () => 'Everything',
    listen,
  } as unknown as Connector
  return { ...tools, http: { ...tools.http }, connectors: new Map([['firehose', connector]]) }
}
const asked = { source: 'firehose', config: {}, queries: queries('acme') }

test('a stream is listened to for a moment, and let go', async () => {
  let ended: AbortSignal | undefined
  const firehose = streaming(async function* ({ signal }): AsyncGenerator<StreamBatch> {
    ended = signal
    for (let at = 0; ; at += 1) {
      const items = Array.from({ length: 100 }, (_, i) => post(i === 0 ? `Acme ${at}` : `Rain ${at} ${i}`))
      yield { items, deleted: [], cursor: at, messages: 100, bytes: 1000 }
    }
  })
  expect(await testFeed(firehose, null, asked)).toMatchObject({
    ok: true,
    format: 'stream',
    itemCount: 500,
    matched: 5,
  })
  expect(ended!.aborted).toBe(true)
})

test('a stream that says nothing, or breaks, is a result with its reason', async () => {
  // oxlint-disable-next-line require-yield -- it says nothing
  const silent = streaming(async function* ({ signal }): AsyncGenerator<StreamBatch> {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  })
  expect(await testFeed(silent, null, asked)).toMatchObject({ ok: false, problem: { code: 'feed_timeout' } })
  // oxlint-disable-next-line require-yield -- it breaks before
  const broken = streaming(async function* (): AsyncGenerator<StreamBatch> {
    throw new Error('no such stream')
  })
  expect(await testFeed(broken, null, asked)).toMatchObject({ ok: false, problem: { code: 'unexpected' } })
})

test('a stream that cannot be had is not called silent', async () => {
  const quiet = await startJetstream()
  const mute = await listen(
    createServer().on('upgrade', () => undefined),
    '127.0.0.1',
    'http',
  )
  const gone = await startJetstream()
  await gone.close()
  try {
    const tested = await Promise.all(
      [gone.url, `ws://127.0.0.1:${mute.port}`, quiet.url].map((endpoint) =>
        testFeed(tools, null, { source: 'bluesky', config: { endpoint }, queries: queries('acme') }),
      ),
    )
    expect(tested.map(({ problem }) => [problem?.code, problem?.detail])).toEqual([
      ['feed_unreachable', expect.stringMatching(/^Nothing answers at 127\.0\.0\.1:\d+\./)],
      ['feed_timeout', `127.0.0.1:${mute.port} did not answer within 6 seconds.`],
      ['feed_timeout', 'Nothing was heard there within 6 seconds.'],
    ])
  } finally {
    await Promise.all([quiet.close(), mute.close()])
  }
})

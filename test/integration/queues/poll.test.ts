import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addBrand } from '../../../shared/domain/brands/add.ts'
import { addFeed, changeFeed } from '../../support/feeds.ts'
import { listChecks } from '../../../shared/domain/feeds/list-checks.ts'
import { readFeed } from '../../../shared/domain/feeds/list.ts'
import { markDue } from '../../../shared/domain/feeds/mark-due.ts'
import { checkProgress } from '../../../shared/domain/upkeep/heartbeat.ts'
import { silentLog } from '../../../shared/runtime/log.ts'
import { startWorkers } from '../../../workers/start.ts'
import { eventually } from '../../support/eventually.ts'
import { startFeedServer } from '../../support/feed-server.ts'
import { serveLocally } from '../../support/local-http.ts'
import { openTestQueues, type TestQueues } from '../../support/queues.ts'

vi.setConfig({ testTimeout: 60_000 })
const soon = 30_000

let queues: TestQueues
let workers: { close(): Promise<void> }
const closers: (() => Promise<void>)[] = []

beforeAll(async () => {
  queues = await openTestQueues()
  workers = await startWorkers({ config: queues.config, databaseUrl: queues.databaseUrl, log: silentLog })
})
afterAll(async () => {
  await workers.close()
  await Promise.all(closers.map((close) => close()))
  await queues.close()
})

async function feedServer(title?: string) {
  const server = await startFeedServer(title)
  closers.push(server.close)
  return server
}

/** External ids of a feed's mentions that are in this state. */
async function mentionsOf(feedId: number, state: 'queued' | 'stream'): Promise<string[]> {
  const rows = await queues.store.db
    .selectFrom('mention')
    .innerJoin('item', 'item.id', 'mention.item_id')
    .select('item.external_id')
    .where('mention.feed_id', '=', feedId)
    .where('mention.state', '=', state)
    .orderBy('item.external_id')
    .execute()
  return rows.map((row) => row.external_id)
}

test('a feed that is added is polled, and what it says is matched, scored and queued', async () => {
  const { store } = queues
  const server = await feedServer('Travellers')
  server.publish(
    { id: 'bad', text: 'Acme Air lost my bag. This is terrible and awful.' },
    { id: 'good', text: 'Acme Air was great, thank you!' },
    { id: 'other', text: 'The weather is terrible.' },
  )
  await addBrand(store.db, { name: 'Acme', queries: [{ text: '"acme air"' }] })
  const { id } = await addFeed(store.db, { url: server.url })

  const feed = await eventually(async () => {
    const now = await readFeed(store.db, id)
    return now.lastSuccessAt && now
  }, soon)
  expect(feed).toMatchObject({
    title: 'Travellers',
    health: 'working',
    items: 3,
    mentions: 2,
    consecutiveFailures: 0,
    checking: false,
  })
  expect(await mentionsOf(id, 'queued')).toEqual(['bad'])
  expect(await mentionsOf(id, 'stream')).toEqual(['good'])
  expect((await listChecks(store, id))[0]).toMatchObject({ outcome: 'items', newItems: 3, mentions: 2 })
  // The search index follows by itself.
  const indexed = () => store.db.selectFrom('item_search').select('item_id').execute()
  await eventually(async () => (await indexed()).length === 2, soon)

  server.publish({ id: 'later', text: 'Still no bag, acme air? Terrible.' })
  await markDue(store, id)
  await eventually(async () => (await mentionsOf(id, 'queued')).length === 2, soon)
  expect((await readFeed(store.db, id)).items).toBe(4)
})

test('workers prove that they make progress, and a missing feed does not hold up others', async () => {
  const { store } = queues
  const server = await feedServer()
  server.publish({ id: '1', text: 'initech' })
  const { url } = await serveLocally((_request, response) => response.writeHead(404).end()).then((local) => {
    closers.push(local.close)
    return local
  })
  await addBrand(store.db, { name: 'Initech', queries: [{ text: 'initech' }] })
  const missing = await addFeed(store.db, { url: `${url}/gone` })
  const working = await addFeed(store.db, { url: server.url })

  await eventually(async () => (await readFeed(store.db, working.id)).health === 'working', soon)
  const failed = await eventually(async () => {
    const now = await readFeed(store.db, missing.id)
    return now.health === 'failing' && now
  }, soon)
  expect(failed).toMatchObject({ consecutiveFailures: 1, lastProblem: { code: 'feed_not_found' } })
  expect(Date.parse(failed.nextCheckAt!)).toBeGreaterThan(Date.now() + 280_000)
  await eventually(async () => (await checkProgress(store.db)).ok, soon)
})

test('a feed that breaks what takes it in is set aside with the reason, and others go on', async () => {
  const { store } = queues
  await sql`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'indigestible'; END $$`.execute(store.db)
  await sql`CREATE TRIGGER poison BEFORE INSERT ON item FOR EACH ROW WHEN (NEW.title = 'poison')
    EXECUTE FUNCTION poison()`.execute(store.db)
  const [bad, good] = [await feedServer(), await feedServer()]
  bad.publish({ id: '1', title: 'poison', text: 'hooli' })
  good.publish({ id: '1', text: 'hooli' })
  await addBrand(store.db, { name: 'Hooli', queries: [{ text: 'hooli' }] })
  const poisoned = await addFeed(store.db, { url: bad.url })
  const healthy = await addFeed(store.db, { url: good.url })

  const parked = await eventually(async () => {
    const now = await readFeed(store.db, poisoned.id)
    return now.lastProblem && now
  }, soon)
  expect(parked.lastProblem).toMatchObject({ code: 'unexpected' })
  expect(parked.lastProblem!.detail).toContain('indigestible')
  expect(parked).toMatchObject({ consecutiveFailures: 1, items: 0, enabled: true })
  expect(bad.requests()).toBe(3)
  expect(await readFeed(store.db, healthy.id)).toMatchObject({ health: 'working', items: 1 })
})

test('a new brand is matched with what was heard before it', async () => {
  const { store } = queues
  const server = await feedServer()
  server.publish({ id: '1', text: 'globex has a stand at the fair' }, { id: '2', text: 'globex is awful' })
  const { id } = await addFeed(store.db, { url: server.url })
  await eventually(async () => (await readFeed(store.db, id)).items === 2, soon)
  expect((await readFeed(store.db, id)).mentions).toBe(0)

  await addBrand(store.db, { name: 'Globex', queries: [{ text: 'globex' }] })
  await eventually(async () => (await readFeed(store.db, id)).mentions === 2, soon)
  expect(await mentionsOf(id, 'queued')).toEqual(['2'])
})

test('a poll of an address that is being replaced leaves nothing behind', async () => {
  const { store } = queues
  const answer = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const slow = await serveLocally(async (_request, response) => {
    asked.resolve()
    await answer.promise
    response
      .writeHead(200, { 'content-type': 'application/rss+xml', etag: '"old"' })
      .end('<rss version="2.0"><channel><item><guid>old</guid><title>old</title></item></channel></rss>')
  })
  closers.push(slow.close)
  const next = await feedServer()
  next.publish({ id: 'new', text: 'new' })
  const { id } = await addFeed(store.db, { url: slow.url })
  await asked.promise
  await changeFeed(store, id, { url: next.url })
  answer.resolve()

  await eventually(async () => (await readFeed(store.db, id)).health === 'working', soon)
  const items = await store.db.selectFrom('item').select('external_id').where('feed_id', '=', id).execute()
  expect(items).toEqual([{ external_id: 'new' }])
  expect(await listChecks(store, id)).toHaveLength(1)
})

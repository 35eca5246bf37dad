import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addBrand } from '../../../shared/domain/brands/add.ts'
import { markDue } from '../../../shared/domain/feeds/mark-due.ts'
import { askForRescoring } from '../../../shared/domain/rescoring/ask.ts'
import { listRescorings } from '../../../shared/domain/rescoring/list.ts'
import { eventually } from '../../support/eventually.ts'
import { startFeedServer } from '../../support/feed-server.ts'
import { addFeed } from '../../support/feeds.ts'
import { addPastMentions } from '../../support/past-mentions.ts'
import { openTestQueues, type TestQueues } from '../../support/queues.ts'
import { contradictions } from '../../support/store.ts'

vi.setConfig({ testTimeout: 180_000 })

const takeOverMs = 15_000
const workMs = 60_000

let queues: TestQueues
let brandId: number
beforeEach(async () => {
  queues = await openTestQueues()
  brandId = (await addBrand(queues.store.db, { name: 'Acme', queries: [{ text: 'acme' }] })).id
})
afterEach(() => queues.close())

const progress = async () => (await listRescorings(queues.store))[0]!
const isDone = async () => (await progress()).finishedAt !== null

/** Complaints that another version took for praise. Their feed is at rest. */
async function addPast(count: number): Promise<void> {
  const { store } = queues
  const { id: feedId } = await addFeed(store.db, { url: 'https://old.example/feed.xml' })
  await store.pool.query('UPDATE feed SET enabled = false WHERE id = $1', [feedId])
  await addPastMentions(store, { brandId, feedId, count, text: 'Acme is horrible, they lost my order #' })
  await store.db.transaction().execute((tx) => askForRescoring(tx, brandId, null))
}

test('kill -9 in the middle of a rescoring: another goes on, and every mention is right and changed once', async () => {
  const count = 6_000
  await addPast(count)
  const first = await queues.startProcess()
  await eventually(async () => (await progress()).seen > 0, workMs)
  await first.kill('SIGKILL')
  const { seen, queued } = await progress()
  expect(seen).toBeLessThan(count)
  expect(queued).toBe(seen)

  await queues.startProcess()
  await eventually(isDone, takeOverMs + workMs)
  expect(await progress()).toMatchObject({ total: count, seen: count, changed: count, queued: count })
  const { rows } = await queues.store.pool.query(`
    SELECT count(*) FILTER (WHERE model_version = 'before')::int AS old,
      count(*) FILTER (WHERE state = 'queued' AND label = 'negative' AND version = 2)::int AS queued,
      (SELECT count(*)::int FROM history WHERE kind = 'queue' AND actor_id IS NULL) AS events,
      (SELECT max(times)::int FROM (
        SELECT count(*) AS times FROM change, unnest(mention_ids) AS id GROUP BY id) told) AS told
    FROM mention`)
  expect(rows).toEqual([{ old: 0, queued: count, events: count, told: 1 }])
  expect(await contradictions(queues.store)).toEqual([])
})

test('while 20,000 mentions are judged again, what is posted is heard within seconds', async () => {
  const server = await startFeedServer('Forum')
  const { id: forumId } = await addFeed(queues.store.db, { url: server.url })
  await queues.startProcess()
  const heardWithin = async (id: string): Promise<number> => {
    server.publish({ id, text: `acme is awful ${id}` })
    const from = performance.now()
    await markDue(queues.store, forumId)
    await eventually(async () => {
      const { rows } = await queues.store.pool.query('SELECT FROM item WHERE external_id LIKE $1', [
        `%${id}%`,
      ])
      return rows.length > 0
    }, workMs)
    return performance.now() - from
  }
  await heardWithin('warm')
  await addPast(20_000)
  await eventually(async () => (await progress()).seen > 0, workMs)
  const waits: number[] = []
  for (let n = 0; !(await isDone()); n += 1) {
    waits.push(await heardWithin(`post-${n}-`))
    await sleep(200)
  }
  await server.close()
  expect(waits.length).toBeGreaterThan(2)
  expect(Math.max(...waits)).toBeLessThan(5_000)
})

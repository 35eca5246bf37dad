import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lanes, type MentionFilter } from '../../../../../shared/contract/mention.ts'
import type { Store } from '../../../../../shared/database/store.ts'
import type { Tables } from '../../../../../shared/database/tables.ts'
import { countLanes } from '../../../../../shared/domain/mentions/counts.ts'
import { listMentions } from '../../../../../shared/domain/mentions/list.ts'
import { readThresholdPicture } from '../../../../../shared/domain/thresholds/picture.ts'
import { listTopics } from '../../../../../shared/domain/topics/list.ts'
import { readOwed } from '../../../../../shared/domain/upkeep/owed.ts'
import { openTestStore, type TestStore } from '../../../../support/store.ts'

/** What PostgreSQL plans to do, step by step. */
type Plan = {
  'Node Type': string
  'Relation Name'?: string
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}

const viewer = { id: 3, role: 'agent' } as const
let test: TestStore
let store: Store
let last: CompiledQuery

beforeAll(async () => {
  test = await openTestStore()
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: test.pool }),
    log({ query }) {
      last = query
    },
  })
  store = { db, poke: test.poke }
  await test.pool.query(`
    INSERT INTO person (email, name, role, password_hash)
      SELECT n || '@example.org', 'Agent ' || n, 'agent', '-' FROM generate_series(1, 5) n;
    INSERT INTO brand (name) SELECT 'Brand ' || n FROM generate_series(1, 10) n;
    INSERT INTO feed (url) SELECT 'https://example.org/feed/' || n FROM generate_series(1, 20) n;
    INSERT INTO item (feed_id, external_id, title, text, published_at)
      SELECT CASE WHEN n % 2000 = 1999 THEN 20 ELSE 1 + n % 19 END, n::text, 'Post ' || n, repeat('word ', 50),
        now() - n * interval '1 minute'
      FROM generate_series(1, 20000) n;
    INSERT INTO mention (brand_id, item_id, feed_id, source, state, owner_id, label, label_ids, model_version, severity,
        published_at, priority_at, queued_at, snoozed_until)
      SELECT 1 + h % 10, id, feed_id, 'rss', state,
        CASE WHEN state IN ('claimed', 'answered') THEN 1 + h / 10 % 5 END,
        CASE WHEN id % 10 <> 8 THEN (ARRAY['negative', 'neutral', 'positive'])[1 + h / 7 % 3] END,
        CASE WHEN id % 400 = 0 THEN ARRAY[2] WHEN id % 3 = 0 THEN ARRAY[1] ELSE '{}' END, 'x', 1,
        published_at, published_at, published_at,
        CASE WHEN state = 'snoozed' THEN now() + interval '1 day' END
      FROM (
        SELECT *, abs(hashint8(id)::bigint) AS h, (ARRAY['stream', 'stream', 'stream', 'aside', 'queued', 'claimed',
          'snoozed', 'answered', 'dismissed'])[1 + abs(hashint8(id + 7)::bigint) % 9] AS state FROM item
      ) item;
    INSERT INTO topic (brand_id, key, time_window, words, mentions, usual, chance, days)
      VALUES (4, 'refund', 'week', 'refund', 20, 2, 0.001, '{20}');
    INSERT INTO topic_mention SELECT 1, id FROM mention WHERE brand_id = 4 AND item_id % 100 = 0`)
  await test.pool.query('VACUUM ANALYZE')
})
afterAll(() => test.close())

async function planOf(query: CompiledQuery, how = ''): Promise<Plan[]> {
  const { rows } = await test.pool.query(`EXPLAIN (${how}FORMAT JSON) ${query.sql}`, [...query.parameters])
  const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)]
  return flatten(rows[0]['QUERY PLAN'][0].Plan)
}

const readsAll = (plan: Plan[]) =>
  plan.filter(
    (node) => node['Node Type'] === 'Seq Scan' && /^(mention|item)$/.test(node['Relation Name'] ?? ''),
  )
const sorts = (plan: Plan[]) => plan.filter((node) => node['Node Type'].endsWith('Sort'))

// What one person owns is so little that one brand of it may well be sorted.
const filters = lanes.flatMap((lane): MentionFilter[] =>
  lane === 'mine' ? [{ lane }] : [{ lane }, { lane, brandId: 4 }],
)

it.each(filters)('lists %o from its index, on the first page and on a deep one', async (filter) => {
  const first = await listMentions(store, viewer, filter, { limit: 20 })
  const firstPlan = await planOf(last)
  let { nextCursor } = first
  for (let page = 2; page < 4 && nextCursor; page += 1)
    nextCursor = (await listMentions(store, viewer, filter, { cursor: nextCursor, limit: 20 })).nextCursor
  const deepPlan = await planOf(last)
  expect(first.mentions.length).toBeGreaterThan(0)
  for (const plan of [firstPlan, deepPlan]) {
    expect(plan.length).toBeGreaterThan(3)
    expect(readsAll(plan)).toEqual([])
    expect(sorts(plan)).toEqual([])
  }
})

const [from, to] = [12, 10].map((days) => new Date(Date.now() - days * 86_400_000).toISOString())
/** What screens narrow lists to, the rarest of each. */
const narrowed: MentionFilter[] = [
  { lane: 'stream', feedId: 20 },
  { lane: 'stream', feedId: 20, brandId: 5 },
  { lane: 'stream', label: 'unscored' },
  { lane: 'stream', labelId: 2 },
  { lane: 'stream', labelId: 2, brandId: 4 },
  { lane: 'stream', topicId: 1 },
  { lane: 'stream', label: 'positive' },
  { lane: 'stream', label: 'positive', brandId: 4, from, to },
  { lane: 'stream', needed: 'answer', from, to },
  { lane: 'stream', needed: 'waiting', from, to },
  { lane: 'answered', from, to },
  { lane: 'queue', label: 'negative' },
]
it.each(narrowed)('narrows a list to %o without looking at many others', async (filter) => {
  const { mentions } = await listMentions(store, viewer, filter, { limit: 20 })
  const plan = await planOf(last, 'ANALYZE, ')
  expect(mentions.length).toBeGreaterThan(0)
  expect(readsAll(plan)).toEqual([])
  const others = plan.reduce((sum, node) => sum + (node['Rows Removed by Filter'] ?? 0), 0)
  expect(others).toBeLessThan(500)
})

it.each([undefined, 4])('counts lanes without reading all mentions (brand %s)', async (brandId) => {
  const { counts } = await countLanes(store, viewer, brandId)
  const plan = await planOf(last)
  expect(counts.queue).toBeGreaterThan(100)
  expect(readsAll(plan)).toEqual([])
})

it('tells what thresholds mean without reading the mentions of all brands', async () => {
  await readThresholdPicture(store, 4)
  const plan = await planOf(last)
  expect(plan.length).toBeGreaterThan(3)
  expect(readsAll(plan)).toEqual([])
})

it('sees what is owed, and what brands are too quiet to tell of, without reading the mentions of all brands', async () => {
  await test.pool.query(
    `INSERT INTO brand (name, created_at) VALUES ('Quiet', now() - interval '15 minutes')`,
  )
  for (const read of [() => readOwed(store.db), () => listTopics(store, undefined)]) {
    await read()
    const plan = await planOf(last)
    expect(plan.filter((node) => node['Relation Name'] === 'mention').length).toBeGreaterThan(1)
    expect(readsAll(plan)).toEqual([])
  }
})

import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { indexSearch } from '../../../../../shared/domain/mentions/index-search.ts'
import { beat, checkProgress, rounds, type Round } from '../../../../../shared/domain/upkeep/heartbeat.ts'
import { readOwed } from '../../../../../shared/domain/upkeep/owed.ts'
import { prune } from '../../../../../shared/domain/upkeep/prune.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let brandId: number
let feedId: number
const never = new AbortController().signal

beforeEach(async () => {
  store = await openTestStore()
  brandId = await addBrand(store, 'Acme')
  feedId = await addFeed(store, 'https://example.org')
})
afterEach(() => store.close())

const addItems = (prefix: string, count: number, heardDaysAgo: number) =>
  sql`INSERT INTO item (feed_id, external_id, title, text, heard_at)
    SELECT ${feedId}, ${prefix} || n, '', '', now() - ${heardDaysAgo} * interval '1 day'
    FROM generate_series(1, ${count}) n`.execute(store.db)
const countItems = async () => (await store.db.selectFrom('item').select('id').execute()).length

test('items that matched nothing go after a week; mentions stay, however many were heard at once', async () => {
  await addItems('old', 4500, 8)
  await addItems('new', 10, 6)
  const kept = await addMentions(store, [{ brandId, feedId }])
  await sql`UPDATE item SET heard_at = now() - interval '400 days'
    WHERE id = (SELECT item_id FROM mention WHERE id = ${kept[0]})`.execute(store.db)
  await prune(store, never)
  expect(await countItems()).toBe(11)
  await addItems('later', 5, 7.5)
  await prune(store, never)
  expect(await countItems()).toBe(11)
})

test('copies of a post that is a mention stay; keys of old stories go', async () => {
  await addItems('old', 2, 8)
  const [old, recent] = await addMentions(store, [
    { brandId, feedId },
    { brandId, feedId },
  ])
  await sql`INSERT INTO sighting (mention_id, item_id, feed_id)
    SELECT ${old}, id, feed_id FROM item WHERE external_id = 'old1'`.execute(store.db)
  await sql`UPDATE item SET heard_at = now() - interval '8 days'
    WHERE id = (SELECT item_id FROM mention WHERE id = ${old})`.execute(store.db)
  await sql`INSERT INTO likeness (key, mention_id) VALUES (1, ${old}), (2, ${recent})`.execute(store.db)
  await prune(store, never)
  expect(await countItems()).toBe(3)
  expect(await store.db.selectFrom('likeness').select('key').execute()).toEqual([{ key: 2 }])
})

test('old checks, keys, sessions and changes go; the newest of each stays', async () => {
  const other = await addFeed(store, 'https://example.org/other')
  const person = await addPerson(store, 'Ann')
  const [mention] = await addMentions(store, [{ brandId, feedId }])
  await sql`INSERT INTO feed_check (feed_id, started_at, duration_ms, outcome)
    SELECT feed.id, now(), n, 'unchanged' FROM feed, generate_series(1, 60) n`.execute(store.db)
  for (let n = 0; n < 3; n += 1)
    await sql`SELECT record_change(${brandId}, ARRAY[${mention}::bigint])`.execute(store.db)
  await sql`UPDATE change SET at = now() - interval '30 days'`.execute(store.db)
  await sql`INSERT INTO session (sid, sess, expire)
    VALUES ('old', '{}', now() - interval '1 second'), ('new', '{}', now() + interval '1 hour')`.execute(
    store.db,
  )
  await sql`INSERT INTO history (mention_id, kind, version_after) VALUES (${mention}, 'claim', 2)`.execute(
    store.db,
  )
  await sql`INSERT INTO move_key (person_id, key, mention_id, kind, body_hash, history_id, at)
    SELECT ${person.id}, 'key ' || n, ${mention}, 'claim', '', 1, now() - n * interval '18 hours'
    FROM generate_series(0, 2) n`.execute(store.db)
  await prune(store, never)

  const count = async (table: 'feed_check' | 'change' | 'session' | 'move_key') =>
    (await sql<{ rows: number }>`SELECT count(*) AS rows FROM ${sql.table(table)}`.execute(store.db)).rows[0]!
      .rows
  expect(await count('feed_check')).toBe(100)
  const oldest = await store.db
    .selectFrom('feed_check')
    .select(({ fn }) => fn.min('duration_ms').as('first'))
    .where('feed_id', '=', other)
    .executeTakeFirstOrThrow()
  expect(oldest.first).toBe(11)
  expect(await store.db.selectFrom('change').select('revision').execute()).toEqual([{ revision: 3 }])
  expect(await store.db.selectFrom('session').select('sid').execute()).toEqual([{ sid: 'new' }])
  expect(await count('move_key')).toBe(2)
})

test('hosts that nobody asks go; those that were asked lately or are to be left alone stay', async () => {
  await sql`INSERT INTO host (name, next_at, blocked_until) VALUES ('gone', now() - interval '8 days', NULL),
    ('asked', now() - interval '6 days', now() - interval '20 days'),
    ('blocked', now() - interval '8 days', now() + interval '1 hour')`.execute(store.db)
  await prune(store, never)
  const left = await store.db.selectFrom('host').select('name').orderBy('name').execute()
  expect(left.map(({ name }) => name)).toEqual(['asked', 'blocked'])
})

test('progress is made when every round was made in time and no feed is left waiting', async () => {
  await sql`UPDATE feed SET next_check_at = now() + interval '1 hour'`.execute(store.db)
  expect(await checkProgress(store.db)).toMatchObject({ name: 'workers', ok: false })
  for (const round of Object.keys(rounds) as Round[]) await beat(store.db, round)
  expect(await checkProgress(store.db)).toEqual({
    name: 'workers',
    ok: true,
    detail: 'Workers make progress.',
  })

  await sql`UPDATE heartbeat SET at = now() - interval '61 seconds' WHERE name = 'sweep'`.execute(store.db)
  const stopped = await checkProgress(store.db)
  expect(stopped.ok).toBe(false)
  expect(stopped.detail).toMatch(/sweep last ran 6\d seconds ago/)
  await beat(store.db, 'sweep')
  await sql`UPDATE feed SET next_check_at = now() - interval '61 seconds'`.execute(store.db)
  expect((await checkProgress(store.db)).detail).toContain('1 feed waits')
  await sql`UPDATE feed SET lease_until = now() + interval '10 seconds'`.execute(store.db)
  expect((await checkProgress(store.db)).ok).toBe(true)
})

test('what is owed is seen: feeds that are due, brands to look back for, snoozes that end', async () => {
  await sql`UPDATE feed SET next_check_at = now() + interval '1 hour'`.execute(store.db)
  await sql`UPDATE brand SET rematch_after = NULL`.execute(store.db)
  const nothing = { sweep: false, 'wake-snoozed': false, 'draw-samples': false, calibrate: false }
  const soon = new Date(Date.now() + 3_600_000)
  await addMentions(store, [{ brandId, feedId, state: 'snoozed', snoozedUntil: soon }])
  expect(await readOwed(store.db)).toEqual(nothing)
  await sql`UPDATE mention SET snoozed_until = now()`.execute(store.db)
  expect(await readOwed(store.db)).toEqual({ ...nothing, 'wake-snoozed': true })
  await sql`UPDATE brand SET rematch_after = 0`.execute(store.db)
  expect(await readOwed(store.db)).toMatchObject({ sweep: true })
  await sql`UPDATE brand SET rematch_after = NULL`.execute(store.db)
  await sql`UPDATE feed SET next_check_at = now()`.execute(store.db)
  expect(await readOwed(store.db)).toMatchObject({ sweep: true })
  await sql`UPDATE feed SET lease_until = now() + interval '10 seconds'`.execute(store.db)
  expect(await readOwed(store.db)).toMatchObject({ sweep: false })
})

test('the search index takes in every mention, those that were stored late included', async () => {
  const indexAll = async () => {
    let total = 0
    for (let found = await indexSearch(store, 2); found > 0; found = await indexSearch(store, 2))
      total += found
    return total
  }
  const anHourLater = () => sql`UPDATE upkeep SET newest_at = now() - interval '1 hour'`.execute(store.db)
  await addMentions(
    store,
    Array.from({ length: 5 }, () => ({ brandId, feedId, text: 'parcel' })),
  )

  // A transaction that got its ids before others, and is not done when they are indexed.
  const slow = await store.pool.connect()
  await slow.query('BEGIN')
  await slow.query(
    `INSERT INTO item (feed_id, external_id, title, text) VALUES ($1, 'late', '', 'late parcel')`,
    [feedId],
  )
  await slow.query(
    `INSERT INTO mention (brand_id, item_id, feed_id, source, state, model_version, severity, published_at, priority_at)
     SELECT $1, id, feed_id, 'rss', 'queued', 'x', 0, now(), now() FROM item WHERE external_id = 'late'`,
    [brandId],
  )
  await addMentions(store, [{ brandId, feedId, text: 'parcel' }])
  await anHourLater()
  expect(await indexAll()).toBe(6)
  await slow.query('COMMIT')
  slow.release()
  expect(await indexAll()).toBe(1)
  for (let round = 0; round < 3; round += 1) {
    await anHourLater()
    expect(await indexAll()).toBe(0)
  }
  const { indexed_to: mark } = await store.db
    .selectFrom('upkeep')
    .select('indexed_to')
    .executeTakeFirstOrThrow()
  expect(mark).toBe(7)
  const { rows } = await sql<{ found: number }>`
    SELECT count(*) AS found FROM item_search WHERE document @@ plainto_tsquery('simple', 'parcel')`.execute(
    store.db,
  )
  expect(rows[0]!.found).toBe(7)
})

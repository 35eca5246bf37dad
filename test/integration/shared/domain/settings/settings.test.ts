import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsChange } from '../../../../../shared/contract/setting.ts'
import { changeSettings } from '../../../../../shared/domain/settings/change.ts'
import { readSettings } from '../../../../../shared/domain/settings/read.ts'
import { prune } from '../../../../../shared/domain/upkeep/prune.ts'
import { addFeed, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

test('items that matched nothing go after as many days as is set', async () => {
  const feedId = await addFeed(store, 'https://example.org')
  await sql`INSERT INTO item (feed_id, external_id, title, text, heard_at)
    SELECT ${feedId}, n::text, '', '', now() - n * interval '1 day' - interval '2 hours'
    FROM generate_series(1, 20) n`.execute(store.db)
  const left = async () => (await store.db.selectFrom('item').select('id').execute()).length

  expect(await readSettings(store.db)).toEqual({ keptDays: 7 })
  expect(await changeSettings(store.db, { keptDays: 15 })).toEqual({ keptDays: 15 })
  await prune(store, new AbortController().signal)
  expect(await left()).toBe(14)
  await changeSettings(store.db, {})
  expect(await changeSettings(store.db, { keptDays: 2 })).toEqual({ keptDays: 2 })
  await prune(store, new AbortController().signal)
  expect(await left()).toBe(1)
})

test('no number of days is taken that makes no sense', () => {
  for (const keptDays of [0, 61, 1.5, '7', null])
    expect(settingsChange.safeParse({ keptDays }).success).toBe(false)
})

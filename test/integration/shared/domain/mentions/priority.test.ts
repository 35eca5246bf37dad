import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entersQueue, entersQueueSql } from '../../../../../shared/domain/mentions/priority.ts'
import { addBrand, addFeed, addMentions, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

test('the database says the same as the code of what enters the queue, and nothing of ours does', async () => {
  const brandId = await addBrand(store, 'Acme')
  const feedId = await addFeed(store, 'https://example.org/feed')
  const heardAt = new Date('2030-06-01T12:00:00Z')
  const days = [-1, 0, 29.9, 30, 30.1, 400]
  const scores = [-1, -0.2, -0.1, -0.05, 0.5, null]
  const cases = days.flatMap((day) => scores.map((score) => ({ day, score })))
  const ids = await addMentions(
    store,
    cases.map(() => ({ brandId, feedId, state: 'stream' as const })),
  )
  for (const [at, { day, score }] of cases.entries())
    await sql`UPDATE mention SET score = ${score}::real, heard_at = ${heardAt},
      published_at = ${new Date(heardAt.getTime() - day * 86_400_000)} WHERE id = ${ids[at]}`.execute(
      store.db,
    )
  const read = async () =>
    (
      await sql<{ enters: boolean }>`
        SELECT coalesce(${entersQueueSql}, FALSE) AS enters FROM mention m JOIN brand b ON b.id = m.brand_id
        ORDER BY m.id`.execute(store.db)
    ).rows.map(({ enters }) => enters)
  const expected = cases.map(({ day, score }) =>
    entersQueue(score, -0.1, new Date(heardAt.getTime() - day * 86_400_000), heardAt),
  )
  expect(await read()).toEqual(expected)
  expect(expected).toContain(true)
  await sql`UPDATE mention SET author_kind = 'partner'`.execute(store.db)
  expect(await read()).not.toContain(true)
})

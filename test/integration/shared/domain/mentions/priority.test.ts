import * as fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sentimentLabels, urgencyKinds } from '../../../../../shared/contract/sentiment.ts'
import { entersQueue, entersQueueSql } from '../../../../../shared/domain/mentions/enters-queue.ts'
import { priorityAt, prioritySql } from '../../../../../shared/domain/mentions/priority.ts'
import { severityOf, severitySql } from '../../../../../shared/domain/mentions/severity.ts'
import { addBrand, addFeed, addMentions, openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

/** The database's answers, one for each case, in their order; columns of a case are those of `given`. */
async function answers<T>(
  cases: readonly object[],
  columns: string,
  answer: ReturnType<typeof sql>,
): Promise<T[]> {
  const { rows } = await sql<{ answer: T }>`
    SELECT ${answer} AS answer
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(cases)}::json) AS (${sql.raw(columns)}))
      WITH ORDINALITY AS given
    ORDER BY given.ordinality`.execute(store.db)
  return rows.map((row) => row.answer)
}

test('the database says the same as the code of when an answer is owed', async () => {
  const moments = fc.date({
    min: new Date('2005-01-01'),
    max: new Date('2040-01-01'),
    noInvalidDate: true,
  })
  const someReach = fc.oneof(fc.constant(null), fc.nat(300), fc.nat(2_147_483_647))
  const cases = fc.sample(
    fc.record({
      publishedAt: moments,
      severity: fc.integer({ min: 0, max: 3 }),
      potentialReach: someReach,
      answerWithinMinutes: fc.integer({ min: 5, max: 43_200 }),
    }),
    3000,
  )
  const said = await answers<Date>(
    cases,
    '"publishedAt" timestamptz, severity smallint, "potentialReach" integer, "answerWithinMinutes" integer',
    prioritySql({
      publishedAt: sql`given."publishedAt"`,
      severity: sql`given.severity`,
      potentialReach: sql`given."potentialReach"`,
      answerWithinMinutes: sql`given."answerWithinMinutes"`,
    }),
  )
  expect(said).toEqual(cases.map(priorityAt))
})

const labels = [...sentimentLabels, null]
const someReasons = fc
  .subarray([...urgencyKinds], { maxLength: 3 })
  .map((kinds) => kinds.map((kind) => ({ kind })))
/** As the database keeps them, so that no limit is missed by a rounding. */
const someScore = fc.oneof(
  fc.constantFrom(null, -0.8, -0.5, -0.15, -0.1),
  fc.integer({ min: -100, max: 100 }).map((percent) => percent / 100),
)
const someTold = fc.record({
  score: someScore,
  label: fc.constantFrom(...labels),
  corrected: fc.boolean(),
  urgency: someReasons,
})

test('the database says the same as the code of how bad it is', async () => {
  const cases = fc.sample(someTold, 2000)
  const said = await answers<number>(
    cases,
    'score real, label text, corrected boolean, urgency jsonb',
    severitySql({
      score: sql`given.score`,
      label: sql`given.label`,
      corrected: sql`given.corrected`,
      urgency: sql`given.urgency`,
    }),
  )
  expect(said).toEqual(cases.map(severityOf))
  expect(new Set(said)).toEqual(new Set([0, 1, 2, 3]))
})

test('the database says the same as the code of what enters the queue, and nothing of ours does', async () => {
  const brands = [await addBrand(store, 'Hurries'), await addBrand(store, 'Does not')] as const
  await sql`UPDATE brand SET queue_urgent = FALSE WHERE id = ${brands[1]}`.execute(store.db)
  await sql`INSERT INTO person (email, name, role, password_hash) VALUES ('a@example.org', 'A', 'agent', '-')`.execute(
    store.db,
  )
  const feedId = await addFeed(store, 'https://example.org/feed')
  const heardAt = new Date('2030-06-01T12:00:00Z')
  const cases = fc
    .sample(fc.tuple(someTold, fc.constantFrom(-1, 0, 29.9, 30, 30.1, 400), fc.constantFrom(...brands)), 500)
    .map(([told, daysAgo, brandId]) => ({
      ...told,
      brandId,
      publishedAt: new Date(heardAt.getTime() - daysAgo * 86_400_000),
    }))
  const ids = await addMentions(
    store,
    cases.map(({ brandId }) => ({ brandId, feedId, state: 'stream' as const })),
  )
  const given = cases.map((one, at) => ({ ...one, id: ids[at] }))
  await sql`
    UPDATE mention m SET score = given.score, label = given.label, urgency = given.urgency, heard_at = ${heardAt},
      published_at = given."publishedAt", corrected_by = CASE WHEN given.corrected THEN 1 END,
      corrected_at = CASE WHEN given.corrected THEN now() END
    FROM json_to_recordset(${JSON.stringify(given)}::json)
      AS given (id bigint, score real, label text, corrected boolean, urgency jsonb, "publishedAt" timestamptz)
    WHERE m.id = given.id`.execute(store.db)
  const read = async () =>
    (
      await sql<{ enters: boolean }>`
        SELECT coalesce(${entersQueueSql}, FALSE) AS enters FROM mention m JOIN brand b ON b.id = m.brand_id
        ORDER BY m.id`.execute(store.db)
    ).rows.map(({ enters }) => enters)
  const expected = cases.map((one) =>
    entersQueue(one, { threshold: -0.1, queueUrgent: one.brandId === brands[0] }, heardAt),
  )
  expect(await read()).toEqual(expected)
  expect(expected).toContain(true)
  await sql`UPDATE mention SET author_kind = 'partner'`.execute(store.db)
  expect(await read()).not.toContain(true)
})

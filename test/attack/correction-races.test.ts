import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SentimentLabel } from '../../shared/contract/sentiment.ts'
import { addBrand } from '../../shared/domain/brands/add.ts'
import { changeBrand } from '../../shared/domain/brands/change.ts'
import { addLexiconEntry } from '../../shared/domain/lexicon/add.ts'
import { matchKept } from '../../shared/domain/mentions/match-kept.ts'
import { askForRescoring } from '../../shared/domain/rescoring/ask.ts'
import { rescoreBrand } from '../../shared/domain/rescoring/work-off.ts'
import { moves } from '../../shared/domain/triage/moves.ts'
import { createHearing, type Hearing } from '../support/hear.ts'
import { addFeed, addPerson, contradictions, openTestStore, type TestStore } from '../support/store.ts'

type Person = Awaited<ReturnType<typeof addPerson>>

let store: TestStore
let hearing: Hearing
let feedId: number
let brandId: number
let ada: Person
beforeEach(async () => {
  store = await openTestStore(20)
  hearing = createHearing(store)
  brandId = (await addBrand(store.db, { name: 'Lumo', queries: [{ text: 'lumo' }] })).id
  feedId = await addFeed(store, 'https://example.org/a')
  ada = await addPerson(store, 'Ada', 'admin')
  await matchKept(hearing, store, brandId, signal)
})
afterEach(async () => {
  expect(await contradictions(store)).toEqual([])
  await store.close()
})

const { signal } = new AbortController()
const intake: <Result>(pass: () => Promise<Result>) => Promise<Result> = (pass) => pass()
const rescore = () => rescoreBrand({ ...hearing, intake }, store, brandId, { signal, untilMs: 60_000 })
const judged = async () =>
  (
    await store.pool.query(
      'SELECT id, label, scored_label, score, severity, priority_at, urgency, corrected_by FROM mention ORDER BY id',
    )
  ).rows

/** What a rescoring of everything would still change. */
async function rescoringFinds(): Promise<number> {
  await store.db.transaction().execute((tx) => askForRescoring(tx, brandId, ada.id))
  await rescore()
  return (await store.pool.query('SELECT changed FROM rescoring')).rows[0].changed
}

const bad = 'Lumo made a zonky of my lamp'

test('a correction that is taken back after words changed leaves the severity and place of these words', async () => {
  await hearing.hear(feedId, [{ text: bad }])
  const [{ id }] = await judged()
  await moves.correct(store, ada, id, { label: 'positive' })
  await addLexiconEntry(store, ada, { brandId, phrase: 'zonky', weight: 5, active: true })
  await changeBrand(store, ada, brandId, { answerWithinMinutes: 60 })
  await rescore()
  await moves.undo(store, ada, id, {})
  expect(await judged()).toMatchObject([{ label: 'negative', scored_label: 'negative', corrected_by: null }])
  expect(await rescoringFinds()).toBe(0)
})

test('a correction that is taken back after an edit leaves the severity and place of the new text', async () => {
  await hearing.hear(feedId, [{ externalId: '1', text: 'Lumo lamps are in the shop' }])
  const [{ id }] = await judged()
  await moves.correct(store, ada, id, { label: 'neutral' })
  await moves.correct(store, ada, id, { label: 'positive' })
  await hearing.hear(feedId, [{ externalId: '1', text: 'My money back for a Lumo lamp, please' }])
  await moves.undo(store, ada, id, {})
  expect(await judged()).toMatchObject([{ label: 'neutral' }])
  expect(await rescoringFinds()).toBe(0)
})

test('fifty people correct, take back, claim and dismiss while words change and posts are edited', async () => {
  const people = await Promise.all(
    Array.from({ length: 50 }, (_, n) => addPerson(store, `Agent${n}`, n % 10 === 0 ? 'admin' : 'agent')),
  )
  await hearing.hear(
    feedId,
    Array.from({ length: 6 }, (_, n) => ({
      externalId: String(n),
      text: `Lumo lamp ${n} is zonky number ${n}`,
    })),
  )
  const ids: number[] = (await judged()).map((one) => one.id)
  const labels: (SentimentLabel | null)[] = ['negative', 'neutral', 'positive', null]
  const until = Date.now() + 8_000
  const refused = new Set<string>()
  const orRefused = (move: Promise<unknown>) =>
    move.catch((error: { code?: string }) => {
      if (error.code === undefined) throw error
      refused.add(error.code)
    })
  const acting = people.map(async (person, n) => {
    for (let turn = 0; Date.now() < until; turn += 1) {
      const id = ids[(n + turn) % ids.length]!
      const what = (n * 7 + turn) % 6
      if (what < 3) {
        const key = crypto.randomUUID()
        const body = { label: labels[(n + turn) % 4]! }
        await Promise.all([
          orRefused(moves.correct(store, person, id, body, key)),
          orRefused(moves.correct(store, person, id, body, key)),
        ])
      } else if (what === 3) await orRefused(moves.undo(store, person, id, {}))
      else if (what === 4) await orRefused(moves.claim(store, person, id, {}))
      else await orRefused(moves.dismiss(store, person, id, { reason: 'spam' }))
    }
  })
  const changing = async () => {
    for (let turn = 0; Date.now() < until; turn += 1) {
      await hearing.hear(
        feedId,
        ids.map((_, n) => ({
          externalId: String(n),
          text: turn % 2 === 0 ? `Lumo lamp ${n} hurt my child` : `Lumo lamp ${n} is zonky, turn ${turn}`,
        })),
      )
      await changeBrand(store, ada, brandId, { answerWithinMinutes: turn % 2 === 0 ? 5 : 43_200 })
      await rescore()
    }
  }
  await Promise.all([...acting, changing()])
  await rescore()
  const { rows: doubled } = await store.pool.query(
    `SELECT person_id, key FROM move_key GROUP BY 1, 2 HAVING count(*) > 1`,
  )
  expect(doubled).toEqual([])
  const { rows: lost } = await store.pool.query(
    `SELECT h.id FROM history h LEFT JOIN correction c ON c.history_id = h.id
     WHERE h.kind = 'correct' AND (h.detail ->> 'label' IS NOT NULL) <> (c.history_id IS NOT NULL)`,
  )
  expect(lost).toEqual([])
  expect(await rescoringFinds()).toBe(0)
}, 60_000)

import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordChanges } from '../../../../../shared/database/changes.ts'
import { readCards } from '../../../../../shared/domain/mentions/cards.ts'
import { moves } from '../../../../../shared/domain/triage/moves.ts'
import type { Problem } from '../../../../../shared/runtime/problem.ts'
import {
  addBrand,
  addFeed,
  addMentions,
  addPerson,
  contradictions,
  openTestStore,
  type TestStore,
} from '../../../../support/store.ts'

let store: TestStore
let people: Awaited<ReturnType<typeof addPerson>>[]
let brands: number[]
let feedId: number

beforeAll(async () => {
  store = await openTestStore(20)
  people = await Promise.all(Array.from({ length: 20 }, (_, index) => addPerson(store, `Agent${index}`)))
  brands = [await addBrand(store, 'Acme'), await addBrand(store, 'Other')]
  feedId = await addFeed(store, 'https://example.org/feed')
})
afterAll(() => store.close())

it('gives a mention that twenty claim at once to one of them, and tells the others whom', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [id] = await addMentions(store, [{ brandId: brands[0]!, feedId }])
    const settled = await Promise.allSettled(people.map((person) => moves.claim(store, person, id!, {})))
    const winners = people.filter((_, index) => settled[index]!.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    const winner = { id: winners[0]!.id, name: winners[0]!.name }
    const lost = settled.filter((one) => one.status === 'rejected').map(({ reason }) => reason as Problem)
    expect(lost).toHaveLength(19)
    for (const problem of lost)
      expect(problem).toMatchObject({ code: 'already_owned', facts: { owner: winner } })
    expect((await readCards(store.db, [id!]))[0]).toMatchObject({ owner: winner, version: 2 })
  }
  expect(await contradictions(store)).toEqual([])
})

it('keeps the log without gaps while moves and batches of several brands write at once', async () => {
  const ids = await addMentions(
    store,
    Array.from({ length: 40 }, (_, index) => ({ brandId: brands[index % 2]!, feedId })),
  )
  const batch = () =>
    store.db.transaction().execute(async (tx) => {
      const byBrand = new Map(brands.toReversed().map((brandId, index) => [brandId, [ids[index]!]] as const))
      await recordChanges(tx, byBrand)
    })
  const failing = () =>
    store.db
      .transaction()
      .execute(async (tx) => {
        await recordChanges(tx, new Map([[brands[0]!, [ids[0]!]]]))
        throw new Error('on purpose')
      })
      .catch(() => undefined)
  await Promise.all([
    ...ids.map((id, index) => moves.claim(store, people[index % 20]!, id, {})),
    ...ids.map((id, index) => moves.note(store, people[index % 20]!, id, { text: 'Hm' })),
    ...Array.from({ length: 20 }, batch),
    ...Array.from({ length: 10 }, failing),
  ])
  expect(await contradictions(store)).toEqual([])
  const { rows } = await store.pool.query('SELECT sum(revision) AS entries FROM brand')
  expect(Number(rows[0].entries)).toBe(10 + 80 + 40)
})

import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultQueueThreshold } from '../../../../../shared/contract/brand.ts'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { beginMatchingChange } from '../../../../../shared/domain/listening/matching-version.ts'
import { createScorer } from '../../../../../shared/domain/scoring/create-scorer.ts'
import { addPerson, openTestStore, type TestStore } from '../../../../support/store.ts'

const scorer = createScorer()
let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

test('a stored query that cannot be read finds nothing, is logged once, and stops no other', async () => {
  const { id } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await store.db.insertInto('query').values({ brand_id: id, text: 'acme AND (open' }).execute()
  const lines = new PassThrough()
  const listening = createListeningReader(pino(lines), scorer)
  const matched = async () => (await listening.read(store.db)).matcher.match({ title: '', text: 'acme open' })
  expect(await matched()).toHaveLength(1)
  await addBrand(store.db, { name: 'Globex', queries: [{ text: 'open' }] })
  expect(await matched()).toHaveLength(2)
  const logged = String(lines.read()).trim().split('\n')
  expect(logged).toHaveLength(1)
  expect(JSON.parse(logged[0]!)).toMatchObject({ brandId: id, queryId: 2, text: 'acme AND (open' })
})

test('each brand comes with its own words and the rules of its labels, as they are decided now', async () => {
  const queries = [{ text: 'acme' }]
  const { id: acme } = await addBrand(store.db, { name: 'Acme', queries, answerWithinMinutes: 60 })
  const { id: plain } = await addBrand(store.db, { name: 'Globex', queries, queueUrgent: false })
  const { id: archived } = await addBrand(store.db, { name: 'Initech', queries })
  const lines = new PassThrough()
  const reader = createListeningReader(pino(lines), scorer)
  expect((await reader.read(store.db)).brands.get(acme)).toEqual({
    threshold: defaultQueueThreshold,
    queueUrgent: true,
    answerWithinMinutes: 60,
    lexicon: undefined,
  })

  const { id: by } = await addPerson(store, 'Ada', 'admin')
  const word = { weight: -2, proposed_by: by }
  await store.db.transaction().execute(async (tx) => {
    await beginMatchingChange(tx)
    await tx
      .insertInto('lexicon_entry')
      .values([
        { ...word, brand_id: acme, phrase: 'sick', state: 'active' },
        { ...word, brand_id: plain, phrase: 'sick', state: 'proposed' },
      ])
      .execute()
    const rules = ['parcel', 'parcel AND (late', 'late'].map((rule) => ({ brand_id: acme, name: rule, rule }))
    await tx
      .insertInto('label')
      .values([...rules, { brand_id: archived, name: 'parcel', rule: 'parcel' }])
      .execute()
    await tx.updateTable('brand').set({ archived_at: new Date() }).where('id', '=', archived).execute()
  })
  const { brands, labeller, labelling } = await reader.read(store.db)
  expect([...brands.keys()]).toEqual([acme, plain])
  expect(brands.get(acme)!.lexicon).toBeDefined()
  expect(brands.get(plain)).toMatchObject({ queueUrgent: false, lexicon: undefined })
  expect(labelling).toEqual(new Set([acme]))
  const labels = labeller
    .match({ title: '', text: 'my parcel is late' })
    .map(({ queryId }) => Number(queryId))
  expect(labels).toEqual([1, 3])
  expect(JSON.parse(String(lines.read()))).toMatchObject({
    labelId: 2,
    brandId: acme,
    text: 'parcel AND (late',
  })
})

import { PassThrough } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addBrand } from '../../../../../shared/domain/brands/add.ts'
import { createListeningReader } from '../../../../../shared/domain/listening/compiled.ts'
import { openTestStore, type TestStore } from '../../../../support/store.ts'

let store: TestStore
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

test('a stored query that cannot be read finds nothing, is logged once, and stops no other', async () => {
  const { id } = await addBrand(store.db, { name: 'Acme', queries: [{ text: 'acme' }] })
  await store.db.insertInto('query').values({ brand_id: id, text: 'acme AND (open' }).execute()
  const lines = new PassThrough()
  const listening = createListeningReader(pino(lines))
  const matched = async () => (await listening.read(store.db)).matcher.match({ title: '', text: 'acme open' })
  expect(await matched()).toHaveLength(1)
  await addBrand(store.db, { name: 'Globex', queries: [{ text: 'open' }] })
  expect(await matched()).toHaveLength(2)
  const logged = String(lines.read()).trim().split('\n')
  expect(logged).toHaveLength(1)
  expect(JSON.parse(logged[0]!)).toMatchObject({ brandId: id, queryId: 2, text: 'acme AND (open' })
})
